package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.resident.LaneScript.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LaneScriptTest {
  private static final Path SOURCES =
      Path.of("src", "main", "resources", "dev", "cellroute", "kernel", "resident");

  @Test
  void everyFileOfTheScriptIsNamedOnce() throws IOException {
    LaneScript script = LaneScript.load();
    Stream<String> loaded =
        Stream.concat(Stream.of("resident"), script.modules().stream().map(Module::name));

    assertThat(loaded).containsExactlyInAnyOrderElementsOf(files());
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".py"))
          .map(name -> name.substring(0, name.length() - ".py".length()))
          .toList();
    }
  }
}
