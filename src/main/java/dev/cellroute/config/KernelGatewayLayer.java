package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.config.Trait.Effect;
import dev.cellroute.fault.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kernel Gateway's settings, its {@code KG_*} variables or its flags, as a layer. Any that is
 * understood turns on {@code compat: jkg}; one that has no meaning here is a warning, one that
 * promises what we do not do is an error.
 */
final class KernelGatewayLayer {
  private static final Map<String, Trait> VARIABLES = Traits.ALL.stream()
      .filter(trait -> trait.variable().isPresent())
      .collect(Collectors.toMap(trait -> trait.variable().orElseThrow(), trait -> trait));
  private static final Map<String, Trait> FLAGS = Traits.ALL.stream()
      .flatMap(trait -> trait.names().map(name -> Map.entry(name, trait)))
      .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Consumer<Diagnostic> report;
  private final Map<String, Given> values = new LinkedHashMap<>();
  private Optional<List<Entry>> notebooks = Optional.empty();

  private KernelGatewayLayer(Consumer<Diagnostic> report) {
    this.report = report;
  }

  /** A variable without a text counts as not set, as in Kernel Gateway. */
  static Layer ofEnvironment(Map<String, String> environment, Consumer<Diagnostic> report) {
    KernelGatewayLayer layer = new KernelGatewayLayer(report);
    new TreeMap<>(environment).forEach((variable, text) -> {
      Trait trait = VARIABLES.get(variable);
      if (trait != null && !text.isBlank()) {
        layer.apply(trait.effect(), new Given(text, Place.named(variable)));
      } else if (trait == null && variable.startsWith("KG_")) {
        layer.unknownVariable(variable);
      }
    });
    return new Layer(layer.values, layer.notebooks);
  }

  static Layer ofFlags(Map<String, String> flags, Consumer<Diagnostic> report) {
    KernelGatewayLayer layer = new KernelGatewayLayer(report);
    new TreeMap<>(flags).forEach((flag, text) -> {
      Trait trait = FLAGS.get(flag);
      if (trait == null) {
        layer.unknownFlag(flag);
      } else {
        layer.apply(trait.effect(), new Given(text, Place.named("--" + flag)));
      }
    });
    return new Layer(layer.values, layer.notebooks);
  }

  /** Every flag that is Kernel Gateway's, without dashes. */
  static Stream<String> flags() {
    return FLAGS.keySet().stream();
  }

  private void apply(Effect effect, Given given) {
    values.put(ConfigKeys.COMPAT.name(), new Given("jkg", given.place()));
    if (effect instanceof Effect.Sets sets) {
      set(sets, given);
    } else if (effect instanceof Effect.Names) {
      notebooks = Optional.of(List.of(Entry.of(given.text(), given.place())));
    } else if (effect instanceof Effect.Requires requires) {
      require(requires, given);
    } else if (effect instanceof Effect.Ignored ignored) {
      String name = given.place().toString();
      report.accept(
          given.place().warning("no-effect", name + " has no effect: " + ignored.reason()));
    }
  }

  private void set(Effect.Sets sets, Given given) {
    sets.translation()
        .reader()
        .apply(given.text())
        .ifPresentOrElse(
            text -> values.put(sets.key(), new Given(text, given.place())),
            () -> report.accept(misunderstood(sets, given)));
  }

  private void require(Effect.Requires requires, Given given) {
    if (!requires.values().contains(given.text())) {
      report.accept(given.place().error("not-offered", given.text() + ": " + requires.reason()));
    }
  }

  private static Diagnostic misunderstood(Effect.Sets sets, Given given) {
    String expectation = sets.translation().expectation();
    return given
        .place()
        .error("bad-value", sets.key() + ": " + given.text() + " (expected: " + expectation + ")");
  }

  private void unknownVariable(String variable) {
    report.accept(Place.named(variable)
        .warning("unknown-key", variable + " is no variable of Kernel Gateway")
        .withHelp(Suggestion.help(variable, VARIABLES.keySet())));
  }

  private void unknownFlag(String flag) {
    List<String> dashed = flags().map(each -> "--" + each).toList();
    report.accept(Place.named("--" + flag)
        .error("unknown-key", "unknown flag --" + flag)
        .withHelp(Suggestion.help("--" + flag, dashed)));
  }
}
