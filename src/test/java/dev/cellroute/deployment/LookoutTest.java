package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.Secret;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LookoutTest {
  private static final TokenConfig OLD = TokenConfig.only(new Secret("old"));
  private static final TokenConfig NEW = TokenConfig.only(new Secret("new"));

  @TempDir
  private Path directory;

  @Test
  void tokensAreReadAgainWithTheNotebooks() {
    Sighting seen = look(List.of(OLD), List.of(NEW));

    assertThat(seen.tokens()).containsExactly(NEW);
    assertThat(seen.problems()).isEmpty();
  }

  @Test
  void aGatewayWithTokensIsNotOpenedByAReload() {
    Sighting seen = look(List.of(OLD), List.of());

    assertThat(seen.tokens()).containsExactly(OLD);
    assertThat(seen.problems()).extracting(Diagnostic::code).containsExactly("needs-restart");
  }

  @Test
  void anOpenGatewayIsNotClosedByAReload() {
    Sighting seen = look(List.of(), List.of(NEW));

    assertThat(seen.tokens()).isEmpty();
    assertThat(seen.problems()).extracting(Diagnostic::code).containsExactly("needs-restart");
  }

  private Sighting look(List<TokenConfig> before, List<TokenConfig> now) {
    NotebookConfig notebook = Notebooks.write(directory, "n.ipynb", "python3", "# GET /n");
    GatewayConfig config = ConfigLoader.load(Optional.empty(), Map.of(), Map.of(), directory)
        .withNotebooks(List.of(notebook));
    return new Lookout(config.withTokens(before), () -> config.withTokens(now)).look();
  }
}
