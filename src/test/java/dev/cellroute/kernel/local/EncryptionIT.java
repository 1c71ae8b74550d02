package dev.cellroute.kernel.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.KernelConfig;
import dev.cellroute.config.KernelEncryption;
import dev.cellroute.config.Recycling;
import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.KernelRequest;
import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.output.Output.Text;
import dev.cellroute.testing.PythonKernels;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Messages in cipher, with a real ipykernel (from 7.3, which says that it can). */
final class EncryptionIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private LocalKernelProvider provider = open(KernelEncryption.AUTO);

  @AfterEach
  void close() {
    await(provider.close());
    await(vertx.close());
  }

  @Test
  void onlyWhoHasTheKeysHearsAnEncryptedKernel() {
    assumeTrue(PythonKernels.spec().encryption() == Encryption.CURVE);
    Kernel kernel = start(PythonKernels.spec());
    byte[] key = ask(kernel, "curve_publickey.decode()").getBytes(US_ASCII);
    byte[] secret = ask(kernel, "curve_secretkey.decode()").getBytes(US_ASCII);
    String address = "tcp://127.0.0.1:" + ask(kernel, "iopub_port");

    try (ZContext context = new ZContext()) {
      ZMQ.Socket stranger = subscriber(context);
      stranger.connect(address);
      ZMQ.Socket friend = subscriber(context);
      friend.setCurveServerKey(key);
      friend.setCurvePublicKey(key);
      friend.setCurveSecretKey(secret);
      friend.connect(address);

      awaitHearing(kernel, friend);
      assertThat(stranger.recv()).isNull();
    }
  }

  @Test
  void kernelThatDoesNotSaySoIsSpokenToInPlain() {
    assertThat(hasKeys(start(plain()))).isEqualTo("False");
  }

  @Test
  void nothingIsEncryptedWhereTheOperatorSaysNo() {
    await(provider.close());
    provider = open(KernelEncryption.OFF);

    assertThat(hasKeys(start(PythonKernels.spec()))).isEqualTo("False");
  }

  @Test
  void kernelThatCanIsEncryptedWhereThatIsRequired() {
    assumeTrue(PythonKernels.spec().encryption() == Encryption.CURVE);
    await(provider.close());
    provider = open(KernelEncryption.REQUIRED);

    assertThat(hasKeys(start(PythonKernels.spec()))).isEqualTo("True");
  }

  private LocalKernelProvider open(KernelEncryption encryption) {
    return LocalKernelProvider.open(
        vertx,
        new KernelConfig(LONG, LONG, GRACE, DataSize.ofMib(64), Recycling.NEVER, encryption));
  }

  /** Without a word of encryption. */
  private static KernelSpec plain() {
    KernelSpec python = PythonKernels.spec();
    return new KernelSpec(
        python.name(),
        python.displayName(),
        python.language(),
        python.command(),
        python.environment(),
        python.interruptMode(),
        python.directory(),
        python.origin());
  }

  private Kernel start(KernelSpec spec) {
    return await(provider.start(new KernelRequest(spec, "secret", Path.of("."), Map.of(), LONG)));
  }

  private static ZMQ.Socket subscriber(ZContext context) {
    ZMQ.Socket socket = context.createSocket(SocketType.SUB);
    socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
    socket.setReceiveTimeOut(100);
    return socket;
  }

  /** Runs cells and listens until one is heard. */
  private static void awaitHearing(Kernel kernel, ZMQ.Socket socket) {
    do {
      await(kernel.execute(ExecuteRequest.of("1")).outcome());
    } while (socket.recv() == null);
  }

  /** Older ones know no keys. */
  private static String hasKeys(Kernel kernel) {
    return print(kernel, "getattr(IPKernelApp.instance(), 'curve_publickey', None) is not None");
  }

  private static String ask(Kernel kernel, String member) {
    return print(kernel, "IPKernelApp.instance()." + member);
  }

  private static String print(Kernel kernel, String expression) {
    String code = "from ipykernel.kernelapp import IPKernelApp\nprint(" + expression + ")";
    Text text = (Text)
        await(kernel.execute(ExecuteRequest.of(code)).outcome()).outputs().get(0);
    return text.text().strip();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
