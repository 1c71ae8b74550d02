package dev.cellroute.javakernel;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * The bundled Java kernel's entry: {@code JavaKernel <connection file>}. The process lives until a
 * shutdown request, the end of its parent, or {@code System.exit} in a cell. Cells read an empty
 * standard input.
 */
public final class JavaKernel {
  private static final long FLUSH_MILLIS = 100;
  private static final Executor OWN_THREAD = task -> new Thread(task, "exit").start();

  private JavaKernel() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: JavaKernel <connection file>");
      System.exit(2);
    }
    // Log lines of libraries would become part of a cell's output.
    System.setProperty("slf4j.internal.verbosity", "WARN");
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    ParentWatch.start(System.getenv(), () -> Runtime.getRuntime().halt(1));
    try {
      serve(Path.of(arguments[0]));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      System.err.println("the Java kernel cannot start: " + e);
      System.exit(1);
    }
  }

  private static void serve(Path connectionFile) throws IOException, GeneralSecurityException {
    KernelConnectionProperties properties =
        KernelConnectionProperties.parse(Files.readString(connectionFile));
    CompletableFuture<Shell> shell = CompletableFuture.supplyAsync(
        () -> Shell.start(Optional.ofNullable(System.getenv("CLASSPATH")).orElse("")));
    CellKernel kernel = new CellKernel(version(), shell, JavaKernel::exitSoon);
    Channels channels = new Channels(properties, System.err);
    redirect(kernel);
    kernel.becomeHandlerForConnection(channels);
    channels.connect();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The flushing ends with the process.
  private static void redirect(CellKernel kernel) {
    CellStreams streams = kernel.streams();
    System.setOut(streams.stream(CellStreams.Name.STDOUT));
    System.setErr(streams.stream(CellStreams.Name.STDERR));
    System.setIn(InputStream.nullInputStream());
    Display.use(kernel::show);
    Executors.newSingleThreadScheduledExecutor(JavaKernel::daemon)
        .scheduleWithFixedDelay(streams::flush, FLUSH_MILLIS, FLUSH_MILLIS, MILLISECONDS);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "flush");
    thread.setDaemon(true);
    return thread;
  }

  /** The reply has to leave first; a shutdown hook of the cells gets a second. */
  private static void exitSoon() {
    CompletableFuture.delayedExecutor(100, MILLISECONDS, OWN_THREAD)
        .execute(() -> Runtime.getRuntime().exit(0));
    CompletableFuture.delayedExecutor(1100, MILLISECONDS, OWN_THREAD)
        .execute(() -> Runtime.getRuntime().halt(0));
  }

  private static String version() {
    return Optional.ofNullable(JavaKernel.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
