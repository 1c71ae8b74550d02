package dev.cellroute.http;

import static dev.cellroute.http.RawHttp2.frame;
import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.TlsConfig;
import dev.cellroute.testing.Configs;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Who sends what costs him nothing and the gateway something is left, and nobody else is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class Http2FloodIT {
  private static final Path SAMPLES = Path.of("src/test/resources/dev/cellroute/http/tls");
  private static final int ENOUGH = 20_000_000;

  @Test
  void settingsWhoseAnswersNobodyReadsEndTheConnection() throws Exception {
    assertLeft(
        client -> client.isLeftWithin(ENOUGH, frame(RawHttp2.SETTINGS, RawHttp2.NO_FLAGS, 0)));
  }

  @Test
  void pingsWhoseAnswersNobodyReadsEndTheConnection() throws Exception {
    byte[] ping = frame(RawHttp2.PING, RawHttp2.NO_FLAGS, 0, 1, 2, 3, 4, 5, 6, 7, 8);

    assertLeft(client -> client.isLeftWithin(ENOUGH, ping));
  }

  @Test
  void headersThatNeverEndEndTheConnection() throws Exception {
    assertLeft(client -> {
      client.send(RawHttp2.post(RawHttp2.NO_FLAGS, 1));
      return client.isLeftWithin(
          ENOUGH, frame(RawHttp2.CONTINUATION, RawHttp2.NO_FLAGS, 1, 0x40, 1, 'a', 1, 'b'));
    });
  }

  @Test
  void largeHeadersThatNeverEndEndTheConnection() throws Exception {
    assertLeft(client -> {
      client.send(RawHttp2.post(RawHttp2.NO_FLAGS, 1));
      return client.isLeftWithin(
          2_000, frame(RawHttp2.CONTINUATION, RawHttp2.NO_FLAGS, 1, new int[4_096]));
    });
  }

  @Test
  void emptyPiecesOfABodyEndTheConnection() throws Exception {
    assertLeft(client -> {
      client.send(RawHttp2.post(RawHttp2.END_HEADERS, 1));
      return client.isLeftWithin(ENOUGH, frame(RawHttp2.DATA, RawHttp2.NO_FLAGS, 1));
    });
  }

  private interface Flood {
    boolean isLeft(RawHttp2 client) throws Exception;
  }

  private static void assertLeft(Flood flood) throws Exception {
    TlsConfig tls = new TlsConfig(
        SAMPLES.resolve("one.crt"), SAMPLES.resolve("one.key"), Optional.empty(), true);
    try (RunningGateway gateway = RunningGateway.start(
            Configs.DEFAULT.withTls(tls), notebook("n", RecordingInvoker.naming(), "GET /x"));
        Http2Client other = Http2Client.connect(gateway.vertx, gateway.port());
        RawHttp2 client = RawHttp2.connect(gateway.port())) {
      assertThat(other.get("/x").status()).isEqualTo(200);

      assertThat(flood.isLeft(client)).isTrue();

      assertThat(other.get("/x").status()).isEqualTo(200);
    }
  }
}
