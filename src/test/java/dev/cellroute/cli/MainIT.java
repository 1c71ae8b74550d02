package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a process of its own. */
final class MainIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir
  private Path directory;

  @Test
  void aServerThatCannotStartSaysThatItStartsAndThenWhyNot() throws Exception {
    Run run = run("serve", "nowhere.ipynb");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.err().lines().toList().get(0))
        .matches("cellroute \\S+ \\(Java \\d+\\) is starting");
    assertThat(run.err()).contains("notebook nowhere.ipynb: no such file or directory");
    assertThat(run.err()).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void itSaysOnceThatItStarts() throws Exception {
    assertThat(run("serve", "nowhere.ipynb").err()).containsOnlyOnce("is starting");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerRunsWithTheOptionsThatSuitAGateway() throws Exception {
    Path notebook = Files.writeString(directory.resolve("java.ipynb"), """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "java"}},
         "cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "// GET /a",
                    "outputs": [], "execution_count": null}]}
        """);
    Process server = start("serve", notebook.toString(), "--port", "0");

    try {
      Eventually.holds(
          SOON,
          () -> assertThat(server.info().arguments().orElseThrow())
              .contains("-XX:+UseSerialGC", "-Xmn24m", "-jar", "serve"));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void theVersionIsThatOfTheJar() throws Exception {
    assertThat(run("--version").out()).matches("cellroute \\d\\S+ \\(Java \\d+\\)\n");
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    int code = start(arguments).waitFor();
    return new Run(code, text("out"), text("err"));
  }

  private String text(String stream) throws IOException {
    return Files.readString(directory.resolve(stream), UTF_8);
  }

  private Process start(String... arguments) throws IOException {
    String jar = requireNonNull(System.getProperty("cellroute.jar"), "cellroute.jar");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", jar));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile());
    builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS"));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }
}
