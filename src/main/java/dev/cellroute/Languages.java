package dev.cellroute;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.deployment.LanguageSupport;
import dev.cellroute.invocation.Dialect;
import dev.cellroute.invocation.Dialects;
import dev.cellroute.output.Output;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses each notebook's dialect, once: the author's own, or ours for the language. A dialect may
 * hold a secret that its prelude gives to the kernel, so the setup and the calls of a notebook must
 * go by the same one.
 */
final class Languages implements LanguageSupport.Finder {

  /** What a deployment needs of a dialect. */
  private record Support(Dialect dialect) implements LanguageSupport {

    @Override
    public String prelude() {
      return dialect.setup();
    }

    @Override
    public boolean hasResidentLane() {
      return dialect.hasResidentLane();
    }

    @Override
    public OptionalInt line(Output.Failure failure) {
      return dialect.line(failure);
    }
  }

  // Chosen on a worker, asked for on the event loop; one entry a configured notebook.
  private final Map<NotebookConfig, Dialect> chosen = new ConcurrentHashMap<>();

  @Override
  public Optional<LanguageSupport> find(String language, NotebookConfig config) {
    Optional<Dialect> dialect =
        config.requestEncoder().map(Dialects::custom).or(() -> Dialects.of(language));
    dialect.ifPresent(each -> chosen.put(config, each));
    return dialect.map(Support::new);
  }

  /** The dialect found for this notebook. */
  Dialect of(NotebookConfig config) {
    return Optional.ofNullable(chosen.get(config))
        .orElseThrow(() -> new IllegalStateException("no dialect for " + config.source()));
  }
}
