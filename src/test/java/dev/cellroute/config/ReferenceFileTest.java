package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.NotebookConfig.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReferenceFileTest {
  private static final Path FILE = Path.of("conf/reference.yaml");

  @Test
  void theFileIsUpToDate() throws IOException {
    assertThat(FILE).hasContent(ReferenceFile.text());
  }

  @Test
  void theFileChangesNothing() {
    Path here = Path.of("");

    assertThat(ConfigLoader.load(Optional.of(FILE), Map.of(), Map.of(), here))
        .isEqualTo(ConfigLoader.load(Optional.empty(), Map.of(), Map.of(), here));
  }

  @Test
  void theFileNamesEveryKeyAndVariable() {
    assertThat(ConfigKey.all()).allSatisfy(key -> {
      String word = key.name().substring(key.name().lastIndexOf('.') + 1);
      assertThat(ReferenceFile.text()).contains(word + ":", key.sentence());
      assertThat(ReferenceFile.text().contains(key.variable() + "\n")
              || ReferenceFile.text().contains(key.variable() + ","))
          .isEqualTo(key.hasVariable());
    });
  }

  @Test
  void ourOwnConfigurationServesTheIrisNotebook() {
    GatewayConfig config = ConfigLoader.load(
        Optional.of(Path.of("conf/cellroute.yaml")), Map.of(), Map.of(), Path.of(""));

    assertThat(config.notebooks())
        .containsExactly(new NotebookConfig(
            "seed-notebooks/iris.ipynb",
            Selection.NAMED,
            "/",
            Optional.of("python3"),
            KernelCount.of(1),
            Optional.of(Path.of("seed-notebooks/requirements.txt")),
            Optional.empty(),
            Optional.empty(),
            Map.of()));
  }
}
