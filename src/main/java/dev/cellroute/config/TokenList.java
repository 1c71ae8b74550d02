package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.config.TokenConfig.Scope;
import dev.cellroute.config.TokenConfig.Source;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The tokens of the configuration, the one of the short form first. Each must have a name of its
 * own and one source. Pure.
 */
final class TokenList {
  private final Settings settings;
  private final Path workingDirectory;
  private final Consumer<Diagnostic> report;
  private final Set<String> names = new HashSet<>();

  TokenList(Settings settings, Path workingDirectory, Consumer<Diagnostic> report) {
    this.settings = settings;
    this.workingDirectory = workingDirectory;
    this.report = report;
  }

  List<TokenConfig> resolve() {
    List<TokenConfig> tokens = new ArrayList<>();
    settings.find(ConfigKeys.HTTP_TOKEN).map(TokenConfig::only).ifPresent(tokens::add);
    settings.tokens().forEach(entry -> token(entry).ifPresent(tokens::add));
    return tokens;
  }

  private Optional<TokenConfig> token(Entry entry) {
    Optional<String> name = settings.find(ConfigKeys.TOKEN_NAME, entry);
    if (name.isEmpty()) {
      report.accept(hidden(entry).error("missing-name", "security.tokens[].name is missing"));
      return Optional.empty();
    }
    if (!names.add(name.orElseThrow())) {
      report.accept(
          hidden(entry).error("duplicate-token", "two tokens have the name " + name.orElseThrow()));
    }
    List<Scope> scopes = settings.find(ConfigKeys.TOKEN_SCOPES, entry).orElse(List.of());
    warnOfUnknownMounts(entry, scopes);
    return source(entry).map(source -> new TokenConfig(name.orElseThrow(), source, scopes));
  }

  private Optional<Source> source(Entry entry) {
    Optional<Source> value = settings.find(ConfigKeys.TOKEN_VALUE, entry).map(Source.Value::new);
    Optional<Source> file = settings
        .find(ConfigKeys.TOKEN_VALUE_FILE, entry)
        .map(path -> new Source.Lines(workingDirectory.resolve(path)));
    if (value.isPresent() == file.isPresent()) {
      report.accept(hidden(entry)
          .error(
              "token-source",
              "a token of security.tokens needs one of value and value-file, and not both"));
      return Optional.empty();
    }
    return value.or(() -> file);
  }

  /** A warning only, because the command line may leave out the notebook that is there. */
  private void warnOfUnknownMounts(Entry entry, List<Scope> scopes) {
    Set<String> mounts = settings.notebooks().stream()
        .map(each -> settings.given(ConfigKeys.NOTEBOOK_MOUNT, each).text())
        .collect(Collectors.toSet());
    for (Scope scope : scopes) {
      if (scope instanceof Scope.Call call
          && !call.mount().equals(Scope.Call.EVERYWHERE)
          && !mounts.contains(call.mount())) {
        report.accept(entry
            .place()
            .withoutExcerpt()
            .warning("unknown-mount", "scope call:" + call.mount() + ": no notebook is there"));
      }
    }
  }

  /** Its line is not quoted, because the token may be in it. */
  private static Place hidden(Entry entry) {
    return entry.place().withoutExcerpt();
  }
}
