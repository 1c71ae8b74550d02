package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.fault.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The layers merged: for each key the text that wins, or the default, and where it is from.
 * Immutable.
 */
final class Settings {
  static final Place DEFAULT = Place.named("default");

  private final Map<String, Given> values;
  private final List<Entry> notebooks;
  private final List<Entry> tokens;

  private Settings(Map<String, Given> values, List<Entry> notebooks, List<Entry> tokens) {
    this.values = Collections.unmodifiableMap(values);
    this.notebooks = List.copyOf(notebooks);
    this.tokens = List.copyOf(tokens);
  }

  /**
   * Merges, the strongest layer last; a bad value is reported even where a stronger one hides it.
   */
  static Settings merge(List<Layer> layers, Consumer<Diagnostic> report) {
    Map<String, Given> values = new LinkedHashMap<>();
    List<Entry> notebooks = List.of();
    List<Entry> tokens = List.of();
    for (Layer layer : layers) {
      check(layer.values(), report);
      values.putAll(layer.values());
      layer.notebooks().ifPresent(entries -> check(entries, report));
      layer.tokens().ifPresent(entries -> check(entries, report));
      notebooks = layer.notebooks().orElse(notebooks);
      tokens = layer.tokens().orElse(tokens);
    }
    return new Settings(values, notebooks, tokens);
  }

  private static void check(List<Entry> entries, Consumer<Diagnostic> report) {
    entries.forEach(entry -> check(entry.values(), report));
  }

  private static void check(Map<String, Given> values, Consumer<Diagnostic> report) {
    values.forEach((name, given) -> check(name, given, report));
  }

  List<Entry> tokens() {
    return tokens;
  }

  List<Entry> notebooks() {
    return notebooks;
  }

  /** The value of a key that has a default. */
  <T> T value(ConfigKey<T> key) {
    return find(key)
        .orElseThrow(() -> new IllegalStateException("no default for the key " + key.name()));
  }

  /** The value, or empty when it is not set or, after a report, not valid. */
  <T> Optional<T> find(ConfigKey<T> key) {
    return key.type().read(given(key).text()).or(() -> key.type().read(key.fallback()));
  }

  /**
   * The value for one element of a list: what holds for every element, else its own, else the
   * default.
   */
  <T> Optional<T> find(ConfigKey<T> key, Entry entry) {
    return key.type().read(given(key, entry).text()).or(() -> key.type().read(key.fallback()));
  }

  Given given(ConfigKey<?> key) {
    return values.getOrDefault(key.name(), new Given(key.fallback(), DEFAULT));
  }

  /** What holds for one element, by the same order. */
  Given given(ConfigKey<?> key, Entry entry) {
    Given own = entry.values().getOrDefault(key.name(), given(key));
    return values.getOrDefault(key.name(), own);
  }

  /** Every key with its value, as it may be printed. */
  List<Setting> shown() {
    List<Setting> shown = new ArrayList<>();
    ConfigKey.all().stream()
        .filter(ConfigKey::isOfGateway)
        .forEach(key -> shown.add(shown(key.name(), key, given(key))));
    shown.addAll(shown(ConfigKey.TOKEN, tokens));
    shown.addAll(shown(ConfigKey.ENTRY, notebooks));
    return List.copyOf(shown);
  }

  private List<Setting> shown(String list, List<Entry> entries) {
    List<Setting> shown = new ArrayList<>();
    for (int index = 0; index < entries.size(); index++) {
      String prefix = list.replace("[]", "[" + index + "]");
      shown.addAll(shown(list, prefix, entries.get(index)));
    }
    return shown;
  }

  private List<Setting> shown(String list, String prefix, Entry entry) {
    List<Setting> shown = new ArrayList<>();
    for (ConfigKey<?> key : ConfigKey.all()) {
      if (key.name().startsWith(list)) {
        String name = prefix + key.name().substring(list.length());
        shown.add(shown(name, key, given(key, entry)));
      }
    }
    entry
        .environment()
        .forEach((name, text) -> shown.add(
            new Setting(prefix + "environment." + name, "******", entry.place().toString())));
    return shown;
  }

  private static Setting shown(String name, ConfigKey<?> key, Given given) {
    return new Setting(name, key.shown(given.text()), given.place().toString());
  }

  private static void check(String name, Given given, Consumer<Diagnostic> report) {
    ConfigKey<?> key = ConfigKeys.named(name).orElseThrow();
    if (key.type().read(given.text()).isEmpty()) {
      report.accept(badValue(key, given));
    }
  }

  private static Diagnostic badValue(ConfigKey<?> key, Given given) {
    boolean masked = key.visibility() == ConfigKey.Visibility.MASKED;
    Place place = masked ? given.place().withoutExcerpt() : given.place();
    String text = given.text().isEmpty() ? "nothing" : key.shown(given.text());
    String expectation = key.type().expectation();
    return place.error("bad-value", key.name() + ": " + text + " (expected: " + expectation + ")");
  }
}
