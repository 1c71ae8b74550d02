package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernelspec.KernelSpecs;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request is in the bundled Java kernel. */
final class BundledJavaIT {
  private static final Dialect DIALECT = Dialects.of("java").orElseThrow();
  private static final String ECHO = """
      // GET /x
      var bytes = REQUEST.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      System.out.println(java.util.Base64.getEncoder().encodeToString(bytes));""";

  private static DialectKernel kernel;

  @BeforeAll
  static void open() {
    kernel = new DialectKernel(
        DIALECT, KernelSpecs.find(System.getenv()).named("java").orElseThrow());
  }

  @AfterAll
  static void close() {
    kernel.close();
  }

  @Test
  void nastyDocumentsArriveAsTheyAre() {
    for (String document : NastyDocuments.all(40)) {
      assertThat(kernel.decoded(ECHO, document)).isEqualTo(document);
    }
  }

  @Test
  void lastExpressionIsShown() {
    assertThat(kernel.call("// GET /x\n6 * 7").outputs())
        .isEqualTo(List.of(new Output.Result(new MimeBundle(Map.of("text/plain", "42")))));
  }

  @Test
  void responseIsReadAndTakenOutOfTheOutput() {
    String source = "// GET /x\nSystem.out.println(\"hi\");\nRESPONSE = Map.of(\"status\", 201)";
    assertThat(kernel.call(source))
        .isEqualTo(new Dialect.Answer(
            List.of(new Text(Stream.STDOUT, "hi\n")),
            Optional.of(new JsonObject().put("status", 201))));
  }

  @Test
  void responseOfAnEarlierRequestIsForgotten() {
    kernel.call("// GET /x\nRESPONSE = 1;");
    kernel.run("boolean forgotten() { return RESPONSE == null; }");
    assertThat(kernel.printed("// GET /x\nSystem.out.print(forgotten());", "{}"))
        .isEqualTo("true");
  }

  @Test
  void failureTellsItsLine() {
    Output.Failure failure =
        kernel.outcome("// GET /x\nint zero = 0;\n1 / zero", "{}").failure().orElseThrow();
    assertThat(DIALECT.line(failure)).hasValue(3);
    Output.Failure refused =
        kernel.outcome("// GET /x\nint one = 1;\nnothing()", "{}").failure().orElseThrow();
    assertThat(DIALECT.line(refused)).hasValue(3);
  }
}
