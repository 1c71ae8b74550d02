package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.fault.Diagnostic;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The {@code CELLROUTE_*} variables as a layer of settings. */
final class EnvironmentLayer {
  private static final String PREFIX = "CELLROUTE_";
  private static final String NOTEBOOKS = PREFIX + "NOTEBOOKS";
  private static final String TOKENS = PREFIX + "SECURITY_TOKENS";

  /** What Kubernetes puts into every container beside a service called cellroute. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(PREFIX + "(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_\\d+_(TCP|UDP)(_\\w+)?)?)");

  private static final Map<String, ConfigKey<?>> KEYS = ConfigKeys.all().stream()
      .filter(ConfigKey::hasVariable)
      .collect(Collectors.toUnmodifiableMap(ConfigKey::variable, Function.identity()));

  private EnvironmentLayer() {}

  static Layer read(Map<String, String> environment, Consumer<Diagnostic> report) {
    Map<String, Given> values = new LinkedHashMap<>();
    new TreeMap<>(environment).forEach((variable, text) -> {
      ConfigKey<?> key = KEYS.get(variable);
      if (key != null) {
        values.put(key.name(), new Given(text, Place.named(variable)));
      } else if (isMistaken(variable)) {
        report.accept(unknown(variable));
      }
    });
    return new Layer(values, notebooks(environment), tokens(environment, report));
  }

  private static Optional<List<Entry>> notebooks(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(NOTEBOOKS))
        .map(text -> Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(path -> !path.isEmpty())
            .map(path -> Entry.of(path, Place.named(NOTEBOOKS)))
            .toList());
  }

  private static Optional<List<Entry>> tokens(
      Map<String, String> environment, Consumer<Diagnostic> report) {
    return Optional.ofNullable(environment.get(TOKENS))
        .flatMap(text -> YamlLayer.parseTokens(TOKENS, text, report));
  }

  private static boolean isMistaken(String variable) {
    return variable.startsWith(PREFIX)
        && !variable.equals(NOTEBOOKS)
        && !variable.equals(TOKENS)
        && !SERVICE_LINK.matcher(variable).matches();
  }

  private static Diagnostic unknown(String variable) {
    return Place.named(variable)
        .error("unknown-key", "unknown variable " + variable)
        .withHelp(Suggestion.help(variable, KEYS.keySet()));
  }
}
