package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.RawClient;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseTest {
  private static final Response.Timing TIMING = new Response.Timing(1_000, 2_345_678);

  @Test
  void everyAnswerTellsItsTimesAndItsId() throws TimeoutException {
    try (RunningGateway gateway = answering(RecordingInvoker.text("two words\n"))) {
      RawClient.Answer first = gateway.get("/plain");
      RawClient.Answer second = gateway.get("/nowhere");

      assertThat(first.header("Server-Timing").orElseThrow())
          .matches("queue;dur=1\\.000, cell;dur=2\\.345, total;dur=\\d+\\.\\d{3}");
      assertThat(first.header("X-Request-Id").orElseThrow()).matches("[0-9a-f]{16}");
      assertThat(second.header("Server-Timing").orElseThrow())
          .startsWith("queue;dur=0.000, cell;dur=0.000, total;dur=");
      assertThat(second.header("X-Request-Id"))
          .isPresent()
          .isNotEqualTo(first.header("X-Request-Id"));
    }
  }

  @Test
  void theBodyIsSentWithItsLengthAndTheNotebooksHeaders() throws TimeoutException {
    Response cookies = new Response(
        201,
        List.of(
            new Header("Content-Type", "text/css"),
            new Header("Set-Cookie", "a=1"),
            new Header("Set-Cookie", "b=2")),
        Buffer.buffer("ü"),
        TIMING);
    try (RunningGateway gateway = answering(cookies)) {
      RawClient.Answer answer = gateway.get("/plain");

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.header("Content-Length")).contains("2");
      assertThat(answer.header("Content-Type")).contains("text/css");
      assertThat(answer.all("Set-Cookie")).containsExactly("a=1", "b=2");
      assertThat(answer.header("ETag")).isEmpty();
      assertThat(answer.body()).isEqualTo("ü");
    }
  }

  @Test
  void aKnownEntityTagIsAnsweredWithoutABody() throws TimeoutException {
    try (RunningGateway gateway = answering(RecordingInvoker.text("two words\n"))) {
      String tag = gateway.get("/plain").header("ETag").orElseThrow();

      RawClient.Answer known = gateway.get("/plain", "If-None-Match: \"other\", W/" + tag);

      assertThat(known.status()).isEqualTo(304);
      assertThat(known.header("ETag")).contains(tag);
      assertThat(known.header("Content-Type")).isEmpty();
      assertThat(known.header("Content-Length")).isEmpty();
      assertThat(gateway.get("/plain", "If-None-Match: \"other\"").status()).isEqualTo(200);
      assertThat(gateway.ask("POST", "/plain").header("ETag")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void aStatusWithoutBodyDropsTheBodyAndKeepsTheConnection(int status) throws TimeoutException {
    Response loud = new Response(
        status, List.of(new Header("Content-Type", "text/plain")), Buffer.buffer("loud"), TIMING);
    try (RunningGateway gateway = answering(loud);
        RawClient client = gateway.connect()) {
      client.send(RunningGateway.head("GET", "/plain", 0));
      assertThat(client.readHead().status()).isEqualTo(status);

      client.send(RunningGateway.head("GET", "/nowhere", 0));
      assertThat(client.read().status()).isEqualTo(404);
    }
  }

  @Test
  void anEmptyBodyHasLengthZeroAndItsType() throws TimeoutException {
    try (RunningGateway gateway = answering(RecordingInvoker.text(""))) {
      RawClient.Answer answer = gateway.get("/plain");

      assertThat(answer.header("Content-Length")).contains("0");
      assertThat(answer.header("Content-Type")).contains("text/plain; charset=utf-8");
    }
  }

  @Test
  void aLargeBodyArrivesWholeAtASlowReader() throws TimeoutException {
    Buffer large = Buffer.buffer(new byte[20_000_001]).setByte(20_000_000, (byte) 7);
    Response response = new Response(
        200, List.of(new Header("Content-Type", "application/octet-stream")), large, TIMING);
    try (RunningGateway gateway = answering(response)) {
      RawClient.Answer answer = gateway.get("/plain");

      assertThat(answer.bytes().equals(large)).isTrue();
    }
  }

  private static RunningGateway answering(Response response) throws TimeoutException {
    return RunningGateway.start(
        Configs.DEFAULT,
        notebook(
            "response", RecordingInvoker.answering(each -> response), "GET /plain", "POST /plain"));
  }
}
