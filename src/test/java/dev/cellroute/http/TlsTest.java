package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.TlsConfig;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.testing.Configs;
import dev.cellroute.testing.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/dev/cellroute/http/tls");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir
  private Path folder;

  private TlsConfig tls;
  private Vertx vertx;

  @BeforeEach
  void open() throws IOException {
    vertx = Vertx.vertx();
    tls = new TlsConfig(folder.resolve("tls.crt"), folder.resolve("tls.key"), Optional.empty());
    use("one.crt", tls.certificate());
    use("one.key", tls.key());
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aNewCertificateIsUsedAndABadOneIsNot() throws Exception {
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT.withTls(tls), notebook("n", RecordingInvoker.naming(), "GET /x"))) {
      assertThat(ask(gateway, "one.crt")).startsWith("HTTP/1.1 200");

      Files.writeString(tls.key(), "no key");
      use("two.crt", tls.certificate());
      use("two.key", tls.key());
      awaitCertificate(gateway, "two.crt");

      Files.writeString(tls.certificate(), "no certificate");
      assertThat(ask(gateway, "two.crt")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void theEndOfTheCertificateInUseIsTold() throws Exception {
    List<Instant> ends = new CopyOnWriteArrayList<>();
    Observers observers =
        new Observers(RequestListener.NONE, Tracing.OFF, MetricsPage.NONE, ends::add);
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT.withTls(tls),
        observers,
        notebook("n", RecordingInvoker.naming(), "GET /x"))) {
      assertThat(ends).containsExactly(end("one.crt"));

      use("two.crt", tls.certificate());
      use("two.key", tls.key());
      awaitCertificate(gateway, "two.crt");
      Eventually.holds(
          PATIENCE, () -> assertThat(ends).containsExactly(end("one.crt"), end("two.crt")));
    }
  }

  @Test
  void aClientNeedsACertificateWhereAuthoritiesAreNamed() throws Exception {
    TlsConfig mutual =
        new TlsConfig(tls.certificate(), tls.key(), Optional.of(SAMPLES.resolve("two.crt")));
    try (RunningGateway gateway = RunningGateway.start(
        Configs.DEFAULT.withTls(mutual), notebook("n", RecordingInvoker.naming(), "GET /x"))) {
      assertThatThrownBy(() -> ask(gateway, "one.crt")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void plainTextOnThePortOfHttpsIsNoRequest() throws Exception {
    RecordingInvoker invoker = RecordingInvoker.naming();
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT.withTls(tls), notebook("n", invoker, "GET /x"))) {
      try (var client = gateway.connect()) {
        client.send(RunningGateway.head("GET", "/x", 0));
        assertThat(client.isClosed() || invoker.invocations.isEmpty()).isTrue();
      }
      assertThat(invoker.invocations).isEmpty();
    }
  }

  @Test
  void aPairThatCannotWorkIsNamedAtTheStart() throws IOException {
    use("two.key", tls.key());
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(tls.key() + ": HTTPS: not the private key of the certificate, or not in PEM");

    Files.writeString(tls.certificate(), "no certificate");
    assertThatThrownBy(this::read).hasMessage(tls.certificate() + ": HTTPS: no certificate in PEM");

    Files.delete(tls.certificate());
    assertThatThrownBy(this::read).hasMessage(tls.certificate() + ": HTTPS: cannot be read");
  }

  @Test
  void aCertificateEndsSoonFourteenDaysBefore() {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    TlsFiles files = new TlsFiles(vertx, tls, Clock.fixed(now, ZoneOffset.UTC));

    assertThat(files.endsSoon(now.plus(Duration.ofDays(15)))).isFalse();
    assertThat(files.endsSoon(now.plus(Duration.ofDays(13)))).isTrue();
    assertThat(files.endsSoon(now.minus(Duration.ofDays(1)))).isTrue();
  }

  @Test
  void aCertificateThatHasBeenReadIsWarnedOfAgain() {
    TlsFiles late = new TlsFiles(vertx, tls, at("9000-01-01T00:00:00Z"));
    TlsFiles early = new TlsFiles(vertx, tls, at("1990-01-01T00:00:00Z"));
    late.read();
    early.read();

    assertThat(late.warnOfItsEnd()).isTrue();
    assertThat(early.warnOfItsEnd()).isFalse();
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }

  private void read() {
    new TlsFiles(vertx, tls, Clock.systemUTC()).read();
  }

  private static Instant end(String sample) throws Exception {
    return certificate(sample).getNotAfter().toInstant();
  }

  private static void use(String sample, Path target) throws IOException {
    Files.copy(SAMPLES.resolve(sample), target, REPLACE_EXISTING);
  }

  private static void awaitCertificate(RunningGateway gateway, String sample) {
    Eventually.holds(PATIENCE, () -> ask(gateway, sample));
  }

  /** The first line of an answer; fails unless the server has exactly this certificate. */
  private static String ask(RunningGateway gateway, String sample) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) trusting(sample).getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket
          .getOutputStream()
          .write(RunningGateway.head("GET", "/x", 0).getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      if (answer.length == 0) {
        throw new IOException("the server closed the connection");
      }
      return new String(answer, StandardCharsets.US_ASCII);
    }
  }

  private static SSLContext trusting(String sample) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("only", certificate(sample));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate certificate(String sample) throws Exception {
    try (InputStream stream = Files.newInputStream(SAMPLES.resolve(sample))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
    }
  }
}
