package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.fault.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotebookListTest {
  @TempDir
  private Path directory;

  private final List<Diagnostic> found = new ArrayList<>();

  @BeforeEach
  void makeFiles() throws IOException {
    Files.createDirectories(directory.resolve("sub/deep"));
    Files.createDirectories(directory.resolve("empty"));
    for (String name : List.of("b.ipynb", "a.ipynb", "x[1].ipynb", "note.txt")) {
      Files.createFile(directory.resolve(name));
    }
    Files.createFile(directory.resolve("sub/c.ipynb"));
    Files.createFile(directory.resolve("sub/deep/d.ipynb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.ipynb                   | a.ipynb",
        ".                         | ./a.ipynb ./b.ipynb ./x[1].ipynb",
        "sub                       | sub/c.ipynb",
        "[ab].ipynb                | a.ipynb b.ipynb",
        "x[1].ipynb                | x[1].ipynb",
        "*                         | a.ipynb b.ipynb x[1].ipynb",
        "sub/**.ipynb              | sub/c.ipynb sub/deep/d.ipynb",
        "{a,sub/c}.ipynb           | a.ipynb sub/c.ipynb",
        "https://example.org/n?x=1 | https://example.org/n?x=1",
        "HTTP://example.org/n      | HTTP://example.org/n",
      })
  void directoriesAndGlobsBecomeTheirNotebooks(String path, String expected) {
    List<String> sources = resolve(path);

    assertThat(found).isEmpty();
    assertThat(String.join(" ", sources).replace(directory + "/", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.ipynb | notebook nowhere.ipynb: no such file or directory",
        "empty         | notebook empty: no notebook (*.ipynb) there",
        "z*.ipynb      | notebook z*.ipynb: no notebook (*.ipynb) there",
        "gone/*.ipynb  | notebook gone/*.ipynb: no notebook (*.ipynb) there",
      })
  void whatIsNotThereIsNamed(String path, String message) {
    resolve(path);

    assertThat(found).containsExactly(Place.named("here").error("not-found", message));
  }

  @Test
  void aGlobThatIsNoneIsNamed() {
    resolve("{a");

    assertThat(found.get(0).message()).startsWith("notebook {a: not a path: ");
  }

  @Test
  void anEntryNeedsAPath() {
    resolve(new Entry(Map.of(), Map.of(), Place.named("here")));

    assertThat(found)
        .containsExactly(Place.named("here").error("missing-path", "notebooks[].path is missing"));
  }

  private List<String> resolve(String path) {
    return resolve(Entry.of(path, Place.named("here")));
  }

  private List<String> resolve(Entry entry) {
    Layer layer = new Layer(Map.of(), Optional.of(List.of(entry)));
    return new NotebookList(directory, found::add)
        .resolve(Settings.merge(List.of(layer), found::add)).stream()
            .map(NotebookConfig::source)
            .toList();
  }
}
