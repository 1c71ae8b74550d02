package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java dialect's code, executed by JShell as Java kernels do. */
final class JavaDialectIT {
  private static final Dialect DIALECT = Dialects.of("java").orElseThrow();
  private static final String ECHO = "// GET /x\n"
      + "java.util.Base64.getEncoder().encodeToString(REQUEST.getBytes(java.nio.charset.StandardCharsets.UTF_8))";
  private static final String PAYLOAD = "// GET /x\nCellrouteResponse.payload(RESPONSE)";

  private final JShell shell = JShell.builder().executionEngine("local").build();

  @BeforeEach
  void setUp() {
    run(DIALECT.setup());
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void nastyDocumentsArriveAsTheyAre() {
    for (String document : NastyDocuments.all(10)) {
      assertThat(call(ECHO, document)).isEqualTo("\"" + Base64Text.of(document) + "\"");
    }
  }

  @Test
  void notebookMayDeclareRequestForUseByHand() {
    run("String REQUEST = \"{}\";");
    assertThat(call("// GET /x\nREQUEST", "[7]")).isEqualTo("\"[7]\"");
  }

  @Test
  void responseIsForgottenBeforeEachCall() {
    run("boolean forgotten() { return RESPONSE == null; }");
    run("RESPONSE = 1;");
    assertThat(call("// GET /x\nforgotten()", "")).isEqualTo("true");
  }

  @Test
  void responseIsPrintedAfterAnExpressionWithoutItsSemicolon() {
    call("// GET /x\nRESPONSE == null", "[7]");
    call("// GET /x\nRESPONSE == null;", "[7]");
  }

  @Test
  void responseOfEveryKindIsJson() {
    run("enum Colour { RED }");
    assertJson("1.5", "1.5");
    assertJson("new int[] {1, 2}", "[1,2]");
    assertJson("new Object[] {true, null, 'c', Colour.RED}", "[true,null,\"c\",\"RED\"]");
    assertJson("java.util.Optional.of(7L)", "7");
    assertJson("java.util.Map.of(\"a\", java.util.List.of(\"b\"))", "{\"a\":[\"b\"]}");
    assertJson(
        "java.util.Map.of(\"body\", new byte[] {0, -1})",
        "{\"body\":\"AP8=\",\"body-encoding\":\"base64\"}",
        "{\"body-encoding\":\"base64\",\"body\":\"AP8=\"}");
    assertJson(
        "\"q\\\" b\\\\ n\\n é \\ud83d\\ude00\"", "\"q\\\" b\\\\ n\\u000a é \\ud83d\\ude00\"");
  }

  @Test
  void responseThatIsNotJsonSaysWhy() {
    assertRefused("Double.NaN", "NaN is not JSON");
    assertRefused("new Object() {}.getClass()", "a java.lang.Class is not JSON");
  }

  private void assertJson(String value, String... json) {
    assertThat(List.of(json))
        .map(each -> "\"r" + Base64Text.of(each) + "\"")
        .contains(payload(value));
  }

  private void assertRefused(String value, String reason) {
    assertThat(payload(value)).isEqualTo("\"e" + Base64Text.of(reason) + "\"");
  }

  private String payload(String value) {
    run("RESPONSE = " + value + ";");
    return run(PAYLOAD);
  }

  private String call(String source, String document) {
    return run(DIALECT.call(source, document).code());
  }

  /** Runs snippet after snippet; the value of the last. */
  private String run(String code) {
    List<SnippetEvent> events = new ArrayList<>();
    String rest = code;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      assertThat(next.completeness().isComplete()).as(rest).isTrue();
      events.addAll(shell.eval(next.source()));
      rest = next.remaining();
    }
    assertThat(events).allSatisfy(this::assertValid);
    return String.valueOf(events.get(events.size() - 1).value());
  }

  private void assertValid(SnippetEvent event) {
    assertThat(event.exception()).isNull();
    assertThat(event.status())
        .as(() -> shell
            .diagnostics(event.snippet())
            .map(each -> each.getMessage(null))
            .toList()
            .toString())
        .isIn(Snippet.Status.VALID, Snippet.Status.OVERWRITTEN);
  }
}
