package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.CommandLine;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.faults.Program.Ended;
import dev.cellroute.faults.Program.Launch;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which gateways are started that may not start, or not survive; what is left of them
 * at the end is a failure. Blocks.
 */
final class Workplace implements AutoCloseable {
  private static final Duration ORPHANS = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final List<Program> programs = new ArrayList<>();

  private Workplace(Path folder) {
    this.folder = folder;
  }

  static Workplace make() throws IOException {
    return new Workplace(Files.createTempDirectory("faults"));
  }

  Path folder() {
    return folder;
  }

  Workplace write(String name, String content) throws IOException {
    Site.write(folder, Map.of(name, content));
    return this;
  }

  Program start(Launch launch, String... arguments) throws IOException {
    Program program = Program.start(folder, launch, List.of(arguments));
    programs.add(program);
    return program;
  }

  /** Serves the notebooks of the folder on a free port. */
  Program serve(Launch launch, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("serve", ".", "--port", "0", "--log-format", "json"));
    arguments.addAll(List.of(more));
    return start(launch, arguments.toArray(String[]::new));
  }

  Program serve(String... more) throws IOException {
    return serve(Launch.PLAIN, more);
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(Launch.PLAIN, arguments).end(PATIENCE);
  }

  /** Why these settings, by key, are refused; empty when they are not. */
  String refusalOf(Map<String, String> options) {
    return refusal(() -> ConfigLoader.load(Optional.empty(), Map.of(), line(options), folder));
  }

  private static CommandLine line(Map<String, String> options) {
    return new CommandLine(options, List.of("."), Map.of());
  }

  /** Why a configuration file is refused; empty when it is not. */
  String refusalOfFile(String yaml) throws IOException {
    write("refused.yaml", yaml);
    return refusal(() -> ConfigLoader.load(
        Optional.of(Path.of("refused.yaml")), Map.of(), CommandLine.EMPTY, folder));
  }

  /** Why these notebooks are not served; empty when they are. */
  static String refusalOfNotebooks(Map<String, String> files) {
    return refusal(() -> {
      try (Site site = Site.open(Plan.of().withFiles(files))) {
        assertThat(site.port()).isPositive();
      }
    });
  }

  private static String refusal(Eventually.Check start) {
    try {
      start.run();
      return "";
    } catch (CompletionException failure) {
      return told(failure.getCause());
    } catch (Exception failure) {
      return told(failure);
    }
  }

  /** With every diagnostic and its hint. */
  private static String told(@Nullable Throwable failure) {
    return failure instanceof InvalidInputException invalid
        ? invalid.diagnostics().toString()
        : String.valueOf(failure);
  }

  /** No kernel and no child of one has outlived its gateway. */
  void nothingIsLeft() {
    for (Program program : programs) {
      if (!program.isAlive()) {
        Eventually.holds(
            ORPHANS,
            () -> assertThat(program.census().processes()).as("orphans").isEmpty());
      }
      assertThat(program.err()).as("a stack trace").doesNotContain("\tat dev.cellroute");
    }
  }

  @Override
  public void close() {
    for (Program program : programs) {
      program.destroy();
    }
  }
}
