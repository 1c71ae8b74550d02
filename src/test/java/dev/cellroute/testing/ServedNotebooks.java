package dev.cellroute.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The built jar serving notebooks in a process of its own, as a user starts it, on a free port.
 * Blocks, the first time until the notebook's environment is made. Closing it sends SIGTERM.
 */
public final class ServedNotebooks implements AutoCloseable {
  private static final String READY = "API   ";

  private final Process process;
  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private ServedNotebooks(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Serves what a configuration file says, with these variables added to the environment. */
  public static ServedNotebooks serve(Path config, Map<String, String> environment) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String jar = System.getProperty("cellroute.jar", "target/cellroute.jar");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(java, "-jar", jar, "serve", "-c", config.toString(), "--port", "0");
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).start();
      return new ServedNotebooks(process, awaitReady(process));
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    }
  }

  /** The output stays open for a reader that throws the log away, lest the server blocks on it. */
  private static URI awaitReady(Process process) throws IOException {
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    List<String> seen = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.startsWith(READY)) {
        drain(output);
        return URI.create(line.substring(READY.length()).strip());
      }
    }
    throw new IllegalStateException("the server ended: " + String.join("\n", seen));
  }

  private static void drain(BufferedReader output) {
    Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "drain");
    drain.setDaemon(true);
    drain.start();
  }

  /** Sends a request; {@code headers} are names and values in turn. */
  public HttpResponse<byte[]> call(String method, String target, String body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target))
        .timeout(Duration.ofSeconds(60))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Status and text of a call, as in {@code 200 setosa}. */
  public String answer(String method, String target, String body, String... headers) {
    HttpResponse<byte[]> response = call(method, target, body, headers);
    return response.statusCode() + " " + new String(response.body(), UTF_8).strip();
  }

  /** Stops the server and says with which status it ended. */
  public int stop() {
    process.destroy();
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server does not stop");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }
}
