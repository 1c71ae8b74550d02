package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one source of settings says: values by key, and perhaps a list of notebooks and one of
 * tokens that replace the lists of lower layers. A value of a {@code notebooks[].} key here holds
 * for every notebook.
 */
record Layer(
    Map<String, Given> values, Optional<List<Entry>> notebooks, Optional<List<Entry>> tokens) {
  static final Layer EMPTY = new Layer(Map.of(), Optional.empty());

  /**
   * One element of a list: its own values by key, a notebook's kernel environment, and where it
   * stands.
   */
  record Entry(Map<String, Given> values, Map<String, String> environment, Place place) {
    Entry {
      values = ordered(values);
      environment = ordered(environment);
      requireNonNull(place, "place");
    }

    /** An entry that says nothing but where the notebook is. */
    static Entry of(String path, Place place) {
      return new Entry(
          Map.of(ConfigKeys.NOTEBOOK_PATH.name(), new Given(path, place)), Map.of(), place);
    }
  }

  Layer {
    values = ordered(values);
    notebooks = notebooks.map(List::copyOf);
    tokens = tokens.map(List::copyOf);
  }

  /** A source that says nothing of tokens. */
  Layer(Map<String, Given> values, Optional<List<Entry>> notebooks) {
    this(values, notebooks, Optional.empty());
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
