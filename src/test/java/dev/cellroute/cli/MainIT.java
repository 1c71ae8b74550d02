package dev.cellroute.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a process of its own. */
final class MainIT {
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
  void theVersionIsThatOfTheJar() throws Exception {
    assertThat(run("--version").out()).matches("cellroute \\d\\S+ \\(Java \\d+\\)\n");
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    String jar = requireNonNull(System.getProperty("cellroute.jar"), "cellroute.jar");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", jar));
    command.addAll(List.of(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
    int code = process.waitFor();
    return new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }
}
