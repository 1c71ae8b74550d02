package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentLayerTest {
  private final List<Diagnostic> found = new ArrayList<>();

  @Test
  void anUnknownVariableIsAnErrorWithTheNearestOne() {
    EnvironmentLayer.read(Map.of("CELLROUTE_HTTP_PROT", "1"), found::add);

    assertThat(found)
        .containsExactly(Diagnostic.error(
                "unknown-key",
                "unknown variable CELLROUTE_HTTP_PROT",
                Location.file("CELLROUTE_HTTP_PROT"))
            .withHelp("did you mean CELLROUTE_HTTP_PORT?"));
  }

  @Test
  void thePathOfEveryNotebookIsNoSetting() {
    EnvironmentLayer.read(Map.of("CELLROUTE_NOTEBOOKS_PATH", "a.ipynb"), found::add);

    assertThat(found.stream().map(Diagnostic::message))
        .containsExactly("unknown variable CELLROUTE_NOTEBOOKS_PATH");
  }

  @Test
  void whatOthersSetIsLeftAlone() {
    Layer layer = EnvironmentLayer.read(
        Map.of(
            "CELLROUTE", "1",
            "PATH", "/bin",
            "CELLROUTE_SERVICE_HOST", "10.0.0.1",
            "CELLROUTE_SERVICE_PORT_HTTP", "80",
            "CELLROUTE_PORT", "tcp://10.0.0.1:80",
            "CELLROUTE_PORT_80_TCP_ADDR", "10.0.0.1"),
        found::add);

    assertThat(layer).isEqualTo(Layer.EMPTY);
    assertThat(found).isEmpty();
  }
}
