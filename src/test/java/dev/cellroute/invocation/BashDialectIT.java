package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output.Failure;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import dev.cellroute.testing.BashKernels;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request is in a real bash kernel. */
final class BashDialectIT {
  private static final String ECHO = "# GET /x\nprintf %s \"$REQUEST\" | base64";

  private static DialectKernel kernel;

  @BeforeAll
  static void open() {
    kernel = new DialectKernel(Dialects.of("bash").orElseThrow(), BashKernels.spec());
  }

  @AfterAll
  static void close() {
    kernel.close();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void nastyDocumentsArriveAsTheyAre() {
    for (String document : NastyDocuments.all(10)) {
      assertThat(kernel.decoded(ECHO, document)).isEqualTo(document);
    }
  }

  @Test
  void printedLineEndsAreKept() {
    assertThat(kernel.printed("# GET /x\nprintf 'a\\nb\\r\\n\\tc\\n'", "{}"))
        .isEqualTo("a\nb\r\n\tc\n");
  }

  @Test
  void responseIsReadAndTakenOutOfTheOutput() {
    assertThat(kernel.call("# GET /x\necho hi\nRESPONSE='{\"status\": 201}'"))
        .isEqualTo(new Dialect.Answer(
            List.of(new Text(Stream.STDOUT, "hi\n")),
            Optional.of(new JsonObject().put("status", 201))));
  }

  @Test
  void longResponseIsRead() {
    String source = "# GET /x\nRESPONSE=\"{\\\"body\\\": \\\"$(printf '%050000d' 7)\\\"}\"";
    assertThat(kernel.call(source))
        .isEqualTo(new Dialect.Answer(
            List.of(), Optional.of(new JsonObject().put("body", "0".repeat(49_999) + "7"))));
  }

  @Test
  void responseOfAnEarlierRequestIsForgotten() {
    kernel.call("# GET /x\nRESPONSE='{}'");
    assertThat(kernel.call("# GET /x\necho \"${RESPONSE-none}\""))
        .isEqualTo(
            new Dialect.Answer(List.of(new Text(Stream.STDOUT, "none\n")), Optional.empty()));
  }

  @Test
  void responseThatIsNotJsonIsRefused() {
    assertThatThrownBy(() -> kernel.call("# GET /x\nRESPONSE=fine"))
        .isInstanceOf(GatewayException.class)
        .hasMessage("RESPONSE: not JSON");
  }

  @Test
  void exitStatusOfTheCellSurvives() {
    Outcome outcome = kernel.outcome("# GET /x\nRESPONSE='{}'\n(exit 3)", "{}");
    assertThat(outcome.failure()).contains(new Failure("", "3", List.of()));
    assertThat(kernel.call("# GET /x\nfalse\nRESPONSE='{}'").response()).contains(new JsonObject());
  }

  @Test
  void requestsAreNotInTheHistory() {
    assertThat(kernel.printed("# GET /x\nhistory | grep -c cellroute_more || true", "{}"))
        .isEqualTo("0\n");
  }

  /** The kernel would go on with a new shell that knows nothing of the notebook. */
  @Test
  void aCellThatEndsItsShellEndsTheKernel() {
    try (DialectKernel other =
        new DialectKernel(Dialects.of("bash").orElseThrow(), BashKernels.spec())) {
      assertThatThrownBy(() -> other.call("# GET /x\nexit 0"))
          .isInstanceOf(GatewayException.class)
          .hasMessageContaining("a cell ended its shell");
    }
  }
}
