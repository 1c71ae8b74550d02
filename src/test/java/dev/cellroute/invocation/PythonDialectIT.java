package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is in a real ipykernel. */
final class PythonDialectIT {
  private static final Dialect DIALECT = new PythonDialect();
  private static final String ECHO =
      "# GET /x\nimport base64\nprint(base64.b64encode(REQUEST.encode()).decode())";

  private static DialectKernel kernel;

  @BeforeAll
  static void open() {
    kernel = new DialectKernel(DIALECT, PythonKernels.spec());
  }

  @AfterAll
  static void close() {
    kernel.close();
  }

  @Test
  void nastyDocumentsArriveAsTheyAre() {
    for (String document : NastyDocuments.all(100)) {
      assertThat(kernel.decoded(ECHO, document)).isEqualTo(document);
    }
  }

  @Test
  void lastExpressionIsShownThoughTheRequestIsSilent() {
    assertThat(kernel.call("# GET /x\n6 * 7").outputs()).isEqualTo(List.of(result("42")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# GET /x\n6 * 7;",
        "# GET /x\n6 * 7;  # why\n\n# not",
        "# GET /x\n1\n\n# GET /x\n2;",
        "# GET /x\nx = 1",
        "# GET /x\nNone",
        "# GET /x",
        ""
      })
  void nothingIsShownWhereANotebookShowsNothing(String source) {
    assertThat(kernel.call(source).outputs()).isEmpty();
    assertThat(kernel.call(source).outputs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# GET /x\n1;\n\n# GET /x\n42",
        "# GET /x\nimport asyncio\nawait asyncio.sleep(0, 42)",
        "# GET /x\n%%time\n42",
        "# GET /x\nx = %precision\n42",
        "# GET /x\n';'\n42",
      })
  void lastExpressionOfEveryKindOfCellIsShown(String source) {
    assertThat(kernel.call(source).outputs()).endsWith(result("42"));
    assertThat(kernel.call(source).outputs()).endsWith(result("42"));
  }

  @Test
  void shellCommandsRun() {
    assertThat(kernel.printed("# GET /x\n!printf hello", "{}")).isEqualTo("hello");
  }

  @Test
  void nestedCellsShowTheirOwnResultOnce() {
    assertThat(kernel.call("# GET /x\nget_ipython().run_cell('7');\n8").outputs())
        .isEqualTo(List.of(result("7"), result("8")));
  }

  @Test
  void notebooksOwnTransformersStillWork() {
    kernel.run("""
        import ast
        class Double(ast.NodeTransformer):
            def visit_Constant(self, node):
                doubled = ast.Constant(node.value * 2) if isinstance(node.value, int) else node
                return ast.copy_location(doubled, node)
        get_ipython().ast_transformers.append(Double())""");
    assertThat(kernel.call("# GET /x\n21").outputs()).isEqualTo(List.of(result("42")));
    kernel.run("get_ipython().ast_transformers.pop();");
  }

  @Test
  void textTransformersThatComeAndGoAreHeeded() {
    String source = "# GET /x\n20";
    assertThat(kernel.call(source).outputs()).isEqualTo(List.of(result("20")));
    kernel.run("""
        def one_more(lines):
            return [line.replace('20', '21') for line in lines]
        get_ipython().input_transformers_post.append(one_more)""");
    assertThat(kernel.call(source).outputs()).isEqualTo(List.of(result("21")));
    kernel.run("get_ipython().input_transformers_post.remove(one_more)");
    assertThat(kernel.call(source).outputs()).isEqualTo(List.of(result("20")));
  }

  @Test
  void responseIsRead() {
    Dialect.Answer answer = kernel.call(
        "# GET /x\nprint('hi')\nRESPONSE = {'status': 201, 'headers': {'X': ['a', 'b']}}");
    assertThat(answer)
        .isEqualTo(new Dialect.Answer(
            List.of(new Text(Stream.STDOUT, "hi\n")),
            Optional.of(new JsonObject()
                .put("status", 201)
                .put(
                    "headers",
                    new JsonObject().put("X", new JsonArray().add("a").add("b"))))));
  }

  @Test
  void bytesOfABodyTravelAsBase64() {
    assertThat(kernel.call("# GET /x\nRESPONSE = {'body': b'\\x00\\xff'}").response())
        .contains(new JsonObject().put("body", "AP8=").put("body-encoding", "base64"));
  }

  @Test
  void responseOfAnEarlierRequestIsForgotten() {
    kernel.call("# GET /x\nRESPONSE = {'status': 201}");
    assertThat(kernel.call("# GET /x\npass").response()).isEmpty();
  }

  @Test
  void responseThatIsNotJsonIsRefused() {
    assertRefused("# GET /x\nRESPONSE = {1}", "RESPONSE: TypeError: a set is not JSON");
    assertRefused(
        "# GET /x\nRESPONSE = {}\nRESPONSE['a'] = RESPONSE",
        "RESPONSE: ValueError: Circular reference detected");
  }

  private static void assertRefused(String source, String message) {
    assertThatThrownBy(() -> kernel.call(source))
        .isInstanceOf(GatewayException.class)
        .hasMessage(message)
        .extracting(each -> ((GatewayException) each).code())
        .isEqualTo(ErrorCode.RESPONSE_INVALID);
  }

  @Test
  void failureTellsItsLineAndNothingOfTheRequest() {
    Output.Failure failure = kernel
        .outcome("# GET /x\ndef f():\n    raise OSError('no')\nf()", "{\"secret\": 1}")
        .failure()
        .orElseThrow();
    assertThat(DIALECT.line(failure)).isEqualTo(OptionalInt.of(4));
    assertThat(String.join("\n", failure.traceback()))
        .doesNotContain("__cellroute", "secret", Base64Text.of("{\"secret\": 1}"));
  }

  @Test
  void requestsSurviveAReset() {
    kernel.call("# GET /x\n%reset -f");
    assertThat(kernel.printed("# GET /x\nprint(REQUEST)", "{\"a\":1}")).isEqualTo("{\"a\":1}\n");
  }

  @Test
  void nothingGrowsWithTheNumberOfRequests() {
    String sizes = """
        import linecache
        shell = get_ipython()
        print(len(linecache.cache), len(shell.user_ns), len(In), len(Out), shell.execution_count,
              len(shell.history_manager.input_hist_raw), '_' in globals() and _)""";
    kernel.call("# GET /x\nREQUEST", "-1");
    kernel.run(sizes);
    Object before = kernel.run(sizes).outputs();
    for (int request = 0; request < 1_000; request++) {
      kernel.call("# GET /x\nREQUEST", String.valueOf(request));
    }
    assertThat(kernel.run(sizes).outputs()).isEqualTo(before);
  }

  private static Output result(String text) {
    return new Output.Result(new MimeBundle(Map.of("text/plain", text)));
  }
}
