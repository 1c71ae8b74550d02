package dev.cellroute.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateway as a process of its own, which can be killed, starved and signalled. What it writes
 * is in two files. Blocks.
 */
final class Program {
  private static final Pattern API = Pattern.compile("(?m)^API +http://127\\.0\\.0\\.1:(\\d+)/");
  private static final Duration START = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;
  private final Path err;
  private final long start = System.nanoTime();

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** How a program ended. */
  record Ended(int code, String out, String err, Duration took) {
    @Override
    public String toString() {
      return "exit code " + code + " after " + took + "\n" + out + err;
    }
  }

  /** How a program is started: what stands before {@code java}, its options, its variables. */
  record Launch(List<String> wrapper, List<String> options, Map<String, String> variables) {
    static final Launch PLAIN = new Launch(List.of(), List.of(), Map.of());

    Launch {
      wrapper = List.copyOf(wrapper);
      options = List.copyOf(options);
      variables = Map.copyOf(variables);
    }

    static Launch wrapped(String... wrapper) {
      return new Launch(List.of(wrapper), List.of(), Map.of());
    }

    static Launch with(Map<String, String> variables) {
      return new Launch(List.of(), List.of(), variables);
    }

    private List<String> command(List<String> arguments) {
      List<String> command = new ArrayList<>(wrapper);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
      command.addAll(arguments);
      return command;
    }

    private static final String MAIN = "dev.cellroute.cli.Main";
  }

  static Program start(Path folder, Launch launch, List<String> arguments) throws IOException {
    Path out = Files.createTempFile("faults", ".out");
    Path err = Files.createTempFile("faults", ".err");
    ProcessBuilder builder = new ProcessBuilder(launch.command(arguments))
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().putAll(launch.variables());
    return new Program(builder.start(), out, err);
  }

  Program awaitReady() {
    Eventually.holds(START, () -> {
      if (process.isAlive() && !API.matcher(out()).find()) {
        throw new AssertionError("not ready: " + err());
      }
    });
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + err());
    }
    return this;
  }

  int port() {
    Matcher found = API.matcher(out());
    if (!found.find()) {
      throw new AssertionError("no address: " + out());
    }
    return Integer.parseInt(found.group(1));
  }

  Client client() {
    return new Client(port());
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Census census() {
    return new Census(pid());
  }

  Program signal(String name) throws IOException, InterruptedException {
    Site.signal(name, pid());
    return this;
  }

  Ended end(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("still running after " + patience + ": " + err());
    }
    return new Ended(
        process.exitValue(), out(), err(), Duration.ofNanos(System.nanoTime() - start));
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** Kills it and its kernels, whatever state they are in. */
  void destroy() {
    List<Long> kernels = census().processes();
    process.destroyForcibly().onExit().join();
    kernels.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }
}
