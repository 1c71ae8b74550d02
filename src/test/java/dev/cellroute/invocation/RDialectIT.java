package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a request is in a real R kernel. */
final class RDialectIT {
  private static final Dialect DIALECT = Dialects.of("R").orElseThrow();
  private static final String ECHO = "# GET /x\ncat(jsonlite::base64_enc(charToRaw(REQUEST)))";

  private static @Nullable DialectKernel opened;

  @BeforeAll
  static void open() {
    opened = new DialectKernel(DIALECT, RKernels.spec());
  }

  @AfterAll
  static void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void nastyDocumentsArriveAsTheyAre() {
    for (String document : NastyDocuments.all(100)) {
      assertThat(kernel().decoded(ECHO, document)).isEqualTo(document);
    }
  }

  @Test
  void requestIsTextInUtf8() {
    assertThat(kernel().printed("# GET /x\ncat(Encoding(REQUEST), nchar(REQUEST))", "é世"))
        .isEqualTo("UTF-8 2");
  }

  @Test
  void lastExpressionIsShown() {
    assertThat(kernel().call("# GET /x\n6 * 7").outputs())
        .singleElement()
        .satisfies(shown -> assertThat(shown.toString()).contains("text/plain=[1] 42"));
  }

  @Test
  void responseIsReadAndTakenOutOfTheOutput() {
    String source = "# GET /x\ncat('hi\\n')\nRESPONSE <- list(status = 201L, body = c(1.5, NA))";
    assertThat(kernel().call(source))
        .isEqualTo(new Dialect.Answer(
            List.of(new Text(Stream.STDOUT, "hi\n")),
            Optional.of(new JsonObject("{\"status\":201,\"body\":[1.5,null]}"))));
  }

  @Test
  void bytesOfABodyTravelAsBase64() {
    assertThat(kernel()
            .call("# GET /x\nRESPONSE <- list(body = as.raw(c(0, 255)))")
            .response())
        .contains(new JsonObject().put("body", "AP8=").put("body-encoding", "base64"));
  }

  @Test
  void responseOfAnEarlierRequestIsForgotten() {
    kernel().call("# GET /x\nRESPONSE <- list()");
    assertThat(kernel().printed("# GET /x\ncat(exists('RESPONSE'))", "{}")).isEqualTo("FALSE");
  }

  @Test
  void responseThatIsNotJsonIsRefused() {
    assertThatThrownBy(() -> kernel().call("# GET /x\nRESPONSE <- list(body = quote(x))"))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("RESPONSE: ");
  }

  @Test
  void requestsSurviveAClearedWorkspace() {
    kernel().call("# GET /x\nrm(list = ls(all.names = TRUE))");
    assertThat(kernel().printed("# GET /x\ncat(REQUEST)", "[7]")).isEqualTo("[7]");
  }

  @Test
  void syntaxErrorTellsItsLineAndNothingOfTheRequest() {
    Output.Failure failure = (Output.Failure)
        kernel().call("# GET /x\nx y", "{\"secret\":1}").outputs().get(0);
    assertThat(DIALECT.line(failure)).hasValue(2);
    assertThat(failure.value().lines())
        .containsExactly(
            "Error in parse(text = x, srcfile = src): <text>:2:3: unexpected symbol",
            "1: …",
            "2: x y",
            "     ^");
    assertThat(failure.toString()).doesNotContain(Base64Text.of("{\"secret\":1}"));
  }

  @Test
  void runtimeErrorDoesNotTellItsLine() {
    Output.Failure failure =
        kernel().outcome("# GET /x\nstop('no')", "{}").failure().orElseThrow();
    assertThat(failure.value()).contains("no");
    assertThat(DIALECT.line(failure)).isEmpty();
  }

  private static DialectKernel kernel() {
    return java.util.Objects.requireNonNull(opened);
  }
}
