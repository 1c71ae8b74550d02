package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.invocation.CellFailureException;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class ErrorsTest {
  private final CellFailureException divided = new CellFailureException(
      "ZeroDivisionError",
      "division by zero",
      Location.cell("errors.ipynb", 4, 3, 0),
      List.of("Traceback (most recent call last)", "  1 / 0"));

  @Test
  void aRaisedCellIsAProblemThatSaysWhere() throws TimeoutException {
    JsonObject problem = new JsonObject(failing(Configs.DEFAULT, divided).body());

    assertThat(problem)
        .isEqualTo(new JsonObject()
            .put("type", "urn:problem-type:cellroute:cell_error")
            .put("title", "The notebook's cell raised an error")
            .put("status", 500)
            .put("detail", "ZeroDivisionError: division by zero")
            .put("instance", "/divide")
            .put("code", "cell_error")
            .put("request_id", "r1")
            .put("reason", "Internal Server Error")
            .put("message", "ZeroDivisionError: division by zero")
            .put("ename", "ZeroDivisionError")
            .put("evalue", "division by zero")
            .put("notebook", "errors.ipynb")
            .put("cell", 4)
            .put("line", 3));
  }

  @Test
  void theTracebackIsSentOnlyWhereTheOperatorSaysSo() throws TimeoutException {
    JsonObject problem =
        new JsonObject(failing(Configs.DEFAULT.withTracebacks(), divided).body());

    assertThat(problem.getJsonArray("traceback"))
        .isEqualTo(new JsonArray().add("Traceback (most recent call last)").add("  1 / 0"));
  }

  @Test
  void likeKernelGatewayARaisedCellIsOneLineOfText() throws TimeoutException {
    RawClient.Answer answer = failing(Configs.DEFAULT.likeKernelGateway(), divided);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body()).isEqualTo("Error ZeroDivisionError: division by zero \n");
  }

  @Test
  void likeKernelGatewayAMissingPathHasAnEmptyMessage() throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT.likeKernelGateway(),
        notebook("errors", RecordingInvoker.naming(), "GET /divide"))) {
      JsonObject missing = new JsonObject(gateway.get("/nowhere").body());
      JsonObject wrong = new JsonObject(gateway.ask("PUT", "/divide").body());

      assertThat(missing.getString("reason")).isEqualTo("Not Found");
      assertThat(missing.getString("message")).isEmpty();
      assertThat(wrong.getString("message")).isEmpty();
    }
  }

  @Test
  void aLackOfKernelsSaysWhenToComeBack() throws TimeoutException {
    RawClient.Answer answer = failing(
        Configs.DEFAULT, new GatewayException(ErrorCode.NO_CAPACITY, "256 calls are waiting"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("256 calls are waiting");
  }

  @Test
  void aBugTellsTheClientNothingButItsId() throws TimeoutException {
    RawClient.Answer answer =
        failing(Configs.DEFAULT, new IllegalStateException("/secret/path is broken"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(new JsonObject(answer.body()).getString("detail"))
        .isEqualTo("a fault of the gateway, logged under request id r1");
    assertThat(answer.body()).doesNotContain("secret", "IllegalState");
  }

  private static RawClient.Answer failing(Configs configs, RuntimeException failure)
      throws TimeoutException {
    try (RunningGateway gateway = RunningGateway.start(
        configs, notebook("errors", RecordingInvoker.failing(failure), "GET /divide"))) {
      return gateway.get("/divide", "X-Request-Id: r1");
    }
  }
}
