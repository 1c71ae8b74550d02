package dev.cellroute.http;

import static dev.cellroute.http.Http2Client.await;
import static dev.cellroute.http.RunningGateway.notebook;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.TlsConfig;
import dev.cellroute.http.Http2Client.Answer;
import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests on one connection, each treated as if it had its own. */
final class Http2Test {
  private static final Path SAMPLES = Path.of("src/test/resources/dev/cellroute/http/tls");
  private static final Duration SOON = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir
  private Path folder;

  private Configs configs = Configs.DEFAULT;

  @BeforeEach
  void offerHttp2() throws IOException {
    use("one");
    configs = Configs.DEFAULT.withTls(tls(true));
  }

  @Test
  void requestsShareAConnection() throws Exception {
    speaking(RecordingInvoker.naming(), (gateway, client) -> {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(Http2Client.sent(client.begin(HttpMethod.GET, "/x")));
      }

      await(Future.all(answers));
      assertThat(answers)
          .extracting(Future::result)
          .containsOnly(new Answer(HttpVersion.HTTP_2, 200, "GET /x\n"));
    });
  }

  @Test
  void withoutTheKeyOnlyHttp1IsSpoken() throws Exception {
    configs = configs.withTls(tls(false));
    speaking(RecordingInvoker.naming(), (gateway, client) -> {
      assertThat(client.get("/x").version()).isEqualTo(HttpVersion.HTTP_1_1);
    });
  }

  @Test
  void whoOffersNothingNewerThanHttp10IsAnswered() throws Exception {
    try (RunningGateway gateway = serving(RecordingInvoker.naming());
        Http2Client client =
            Http2Client.connect(gateway.vertx, gateway.port(), List.of(HttpVersion.HTTP_1_0))) {
      assertThat(client.get("/x")).isEqualTo(new Answer(HttpVersion.HTTP_1_0, 200, "GET /x\n"));
    }
  }

  @Test
  void theCellSeesWhatItWouldSeeOverHttp1() throws Exception {
    RecordingInvoker invoker = RecordingInvoker.naming();
    speaking(invoker, (gateway, client) -> {
      HttpClientRequest request = client.begin(HttpMethod.GET, "/x?a=1");
      request.headers().add("cookie", "a=1").add("cookie", "b=2").add("x-own", "1");
      await(Http2Client.sent(request));

      assertThat(invoker.only().url()).isEqualTo("/x?a=1");
      assertThat(invoker.only().headers())
          .containsExactlyInAnyOrder(
              new Header("Host", "127.0.0.1:" + gateway.port()),
              new Header("Cookie", "a=1; b=2"),
              new Header("X-Own", "1"));
    });
  }

  @Test
  void aBodyWithoutADeclaredLengthArrives() throws Exception {
    RecordingInvoker invoker = RecordingInvoker.naming();
    speaking(invoker, (gateway, client) -> {
      HttpClientRequest request = client.begin(HttpMethod.POST, "/x");
      request.setChunked(true).putHeader("content-type", "text/plain");
      Future<Answer> answer = Http2Client.answer(request);
      await(request.write("hel"));
      await(request.end("lo"));

      assertThat(await(answer).status()).isEqualTo(200);
      assertThat(String.valueOf(invoker.only().body())).contains("hello");
    });
  }

  @Test
  void aBodyThatIsTooLargeCostsItsOwnStreamOnly() throws Exception {
    configs = configs.withLimits(new DataSize(10), DataSize.ofKib(64), DataSize.ofKib(32));
    speaking(RecordingInvoker.naming(), (gateway, client) -> {
      HttpClientRequest declared = client.begin(HttpMethod.POST, "/x");
      Future<Answer> first = Http2Client.answer(declared.putHeader("content-length", "11"));
      await(declared.sendHead());
      HttpClientRequest endless = client.begin(HttpMethod.POST, "/x");
      Future<Answer> second = Http2Client.answer(endless.setChunked(true));
      await(endless.write("more than ten"));

      assertThat(await(first).status()).isEqualTo(413);
      assertThat(await(second).status()).isEqualTo(413);
      assertThat(client.get("/x").status()).isEqualTo(200);
    });
  }

  @Test
  void aTargetHasItsLimit() throws Exception {
    configs = configs.withLimits(DataSize.ofMib(1), DataSize.ofKib(8), DataSize.ofKib(1));
    speaking(RecordingInvoker.naming(), (gateway, client) -> {
      assertThat(client.get("/x?" + "a".repeat(1023)).status()).isEqualTo(414);
      assertThat(client.get("/x?" + "a".repeat(1022)).status()).isEqualTo(200);
    });
  }

  @Test
  void aStalledBodyCostsItsOwnStreamOnly() throws Exception {
    configs = configs.withTimeouts(Duration.ofSeconds(5), SOON);
    Promise<Response> late = Promise.promise();
    speaking(new RecordingInvoker(any -> late.future()), (gateway, client) -> {
      Future<Answer> slow = Http2Client.sent(client.begin(HttpMethod.GET, "/x"));
      HttpClientRequest stalled = client.begin(HttpMethod.POST, "/x");
      Future<Answer> refused = Http2Client.answer(stalled.setChunked(true));
      await(stalled.write("and then nothing"));

      assertThat(await(refused).status()).isEqualTo(408);
      late.complete(RecordingInvoker.text("late"));
      assertThat(await(slow)).isEqualTo(new Answer(HttpVersion.HTTP_2, 200, "late"));
    });
  }

  @Test
  void anAnswerNobodyTakesCostsItsOwnStreamOnly() throws Exception {
    configs = configs.withTimeouts(Duration.ofSeconds(5), SOON);
    Response large =
        new Response(200, List.of(), Buffer.buffer(new byte[4 << 20]), Response.Timing.NONE);
    Promise<Response> late = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(
        each -> each.method().equals("GET") ? Future.succeededFuture(large) : late.future());
    speaking(invoker, (gateway, client) -> {
      Future<Answer> slow = Http2Client.sent(client.begin(HttpMethod.POST, "/x"));
      HttpClientRequest request = client.begin(HttpMethod.GET, "/x");
      Promise<Void> given = Promise.promise();
      request.exceptionHandler(given::tryFail);
      request.response().onSuccess(response -> {
        response.exceptionHandler(given::tryFail);
        response.pause();
      });
      await(request.end());

      assertThatThrownBy(() -> await(given.future())).hasMessageContaining("reset");
      late.complete(RecordingInvoker.text("late"));
      assertThat(await(slow).body()).isEqualTo("late");
    });
  }

  @Test
  void aRequestTakenBackIsCancelledAndAnAnsweredOneIsNot() throws Exception {
    Promise<Void> begun = Promise.promise();
    Promise<Response> never = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(invocation -> {
      if (invocation.method().equals("GET")) {
        return Future.succeededFuture(RecordingInvoker.text("quick"));
      }
      begun.tryComplete();
      return never.future();
    });
    speaking(invoker, (gateway, client) -> {
      client.get("/x");
      HttpClientRequest request = client.begin(HttpMethod.POST, "/x");
      Future<Answer> unused = Http2Client.sent(request);
      await(begun.future());
      assertThat(invoker.cancelled).hasValue(0);

      await(request.reset(8));
      invoker.awaitCancel();
      never.fail(new IllegalStateException("cancelled"));
      assertThat(client.get("/x").status()).isEqualTo(200);
      assertThat(invoker.cancelled).hasValue(1);
      assertThat(unused.failed()).isTrue();
    });
  }

  @Test
  void aClientThatKeepsTakingRequestsBackIsLeft() throws Exception {
    Promise<Response> never = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(any -> never.future());
    speaking(invoker, (gateway, client) -> {
      Promise<Void> closed = Promise.promise();
      client.connection().closeHandler(gone -> closed.tryComplete());
      for (int i = 0; i < 300 && !closed.future().isComplete(); i++) {
        client
            .connection()
            .request(HttpMethod.GET, "/x")
            .onSuccess(request -> request.sendHead().onComplete(sent -> request.reset(8)));
      }

      await(closed.future());
      assertThat(invoker.invocations.size()).isLessThan(300);
    });
  }

  @Test
  void theHostIsCheckedWhereHttp2HasIt() throws Exception {
    RecordingInvoker invoker = RecordingInvoker.naming();
    speaking(invoker, (gateway, client) -> {
      HttpClientRequest foreign = client.begin(HttpMethod.GET, "/x");
      foreign.authority(HostAndPort.create("evil.example", 443));
      HttpClientRequest two = client.begin(HttpMethod.GET, "/x");
      two.putHeader("host", "evil.example");

      assertThat(await(Http2Client.sent(foreign)).status()).isEqualTo(421);
      assertThatThrownBy(() -> await(Http2Client.sent(two))).hasMessageContaining("reset");
      assertThat(invoker.invocations).isEmpty();
    });
  }

  @Test
  void drainingFinishesWhatRunsAndClosesTheConnection() throws Exception {
    Promise<Void> begun = Promise.promise();
    Promise<Response> late = Promise.promise();
    RecordingInvoker invoker = new RecordingInvoker(any -> {
      begun.tryComplete();
      return late.future();
    });
    speaking(invoker, (gateway, client) -> {
      Promise<Void> told = Promise.promise();
      Promise<Void> closed = Promise.promise();
      client.connection().goAwayHandler(away -> told.tryComplete());
      client.connection().closeHandler(gone -> closed.tryComplete());
      Future<Answer> answer = Http2Client.sent(client.begin(HttpMethod.GET, "/x"));
      await(begun.future());
      Future<Void> drained = gateway.drain();
      await(told.future());
      late.complete(RecordingInvoker.text("late"));

      assertThat(await(answer).body()).isEqualTo("late");
      await(closed.future());
      await(drained);
    });
  }

  @Test
  void aNewCertificateStillOffersHttp2() throws Exception {
    try (RunningGateway gateway = serving(RecordingInvoker.naming())) {
      use("two");

      Eventually.holds(PATIENCE, () -> assertSpeaksHttp2As("two", gateway));
    }
  }

  private static void assertSpeaksHttp2As(String sample, RunningGateway gateway) throws Exception {
    try (Http2Client client = connect(gateway)) {
      assertThat(client.get("/x").version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(client.connection().peerCertificates().get(0).toString())
          .isEqualTo(certificate(sample));
    }
  }

  /** What is said to a gateway on a connection to it. */
  private interface Talk {
    void between(RunningGateway gateway, Http2Client client) throws Exception;
  }

  private void speaking(RecordingInvoker invoker, Talk talk) throws Exception {
    try (RunningGateway gateway = serving(invoker);
        Http2Client client = connect(gateway)) {
      talk.between(gateway, client);
    }
  }

  private RunningGateway serving(RecordingInvoker invoker) throws TimeoutException {
    return RunningGateway.start(configs, notebook("n", invoker, "GET /x", "POST /x"));
  }

  private static Http2Client connect(RunningGateway gateway) throws TimeoutException {
    return Http2Client.connect(gateway.vertx, gateway.port());
  }

  private TlsConfig tls(boolean http2) {
    return new TlsConfig(
        folder.resolve("tls.crt"), folder.resolve("tls.key"), Optional.empty(), http2);
  }

  private void use(String sample) throws IOException {
    Files.copy(SAMPLES.resolve(sample + ".crt"), folder.resolve("tls.crt"), REPLACE_EXISTING);
    Files.copy(SAMPLES.resolve(sample + ".key"), folder.resolve("tls.key"), REPLACE_EXISTING);
  }

  private static String certificate(String sample) throws Exception {
    try (InputStream stream = Files.newInputStream(SAMPLES.resolve(sample + ".crt"))) {
      return CertificateFactory.getInstance("X.509").generateCertificate(stream).toString();
    }
  }
}
