package dev.cellroute.endpoint;

import dev.cellroute.config.LanePreference;
import dev.cellroute.config.Suggestion;
import dev.cellroute.config.ValueType;
import dev.cellroute.endpoint.EndpointOptions.Batch;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.endpoint.EndpointOptions.OnError;
import dev.cellroute.fault.Diagnostic;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Reads the options of one block; every mistake is reported and left out, so that all are found in
 * one go. Values are written as in the configuration. Used once.
 */
final class OptionReader {
  private static final String REMARK = "an empty line above it makes it a remark";
  private static final String MAX = "max";
  private static final String ON_ERROR = "on-error";
  private static final int MOST = 1_024;

  private static final ValueType<String> TEXT = ValueType.text();
  private static final ValueType<Integer> COUNT = ValueType.number(1, MOST);
  private static final ValueType<Duration> TIMEOUT =
      ValueType.duration(Duration.ofMillis(1), Duration.ofDays(1));
  private static final ValueType<LanePreference> LANE = ValueType.oneOf(LanePreference.class);
  private static final ValueType<OnDisconnect> DISCONNECT = ValueType.oneOf(OnDisconnect.class);
  private static final ValueType<OnError> ERROR = ValueType.oneOf(OnError.class);
  private static final ValueType<Batch> BATCH = new ValueType<>(
      COUNT.expectation() + ", or {max: N, on-error: split|fail}",
      text -> COUNT.read(text).map(max -> new Batch(max, OnError.SPLIT)));

  private final OptionYaml yaml;
  private final Consumer<Diagnostic> report;
  private final Map<OptionKey, Node> places = new EnumMap<>(OptionKey.class);
  private EndpointOptions options = EndpointOptions.DEFAULT;
  private String summary = "";

  OptionReader(OptionBlock block, Consumer<Diagnostic> report) {
    this.yaml = new OptionYaml(block, report);
    this.report = report;
  }

  void read() {
    for (NodeTuple entry : yaml.entries()) {
      String word = OptionYaml.text(entry.getKeyNode()).orElse("?");
      OptionKey.of(word)
          .ifPresentOrElse(
              key -> option(key, entry),
              () -> unknown(word, entry.getKeyNode(), OptionKey.supportedWords()));
    }
  }

  EndpointOptions options() {
    return options;
  }

  /** Empty where the block has none. */
  String summary() {
    return summary;
  }

  /** Complains of an option that was read, where it stands. */
  void conflict(OptionKey key, String message, String help) {
    Node place = places.get(key);
    if (place != null) {
      report.accept(yaml.error("conflicting-option", message, place).withHelp(help));
    }
  }

  private void option(OptionKey key, NodeTuple entry) {
    Node place = entry.getKeyNode();
    if (!key.isSupported()) {
      String message = "option " + key.word() + " is not supported yet and has no effect";
      Diagnostic found = yaml.error("unsupported-option", message, place).withHelp(REMARK);
      report.accept(OptionMistakes.tolerated(found));
    } else if (places.putIfAbsent(key, place) != null) {
      duplicate(key.word(), place);
    } else {
      value(key, entry.getValueNode());
    }
  }

  private void value(OptionKey key, Node value) {
    switch (key) {
      case SUMMARY -> read(key, value, TEXT).ifPresent(text -> summary = text.strip());
      case TIMEOUT ->
        read(key, value, TIMEOUT).ifPresent(span -> options = options.withTimeout(span));
      case LANE -> read(key, value, LANE).ifPresent(lane -> options = options.withLane(lane));
      case CONCURRENCY ->
        read(key, value, COUNT).ifPresent(count -> options = options.withConcurrency(count));
      case ON_DISCONNECT ->
        read(key, value, DISCONNECT)
            .ifPresent(choice -> options = options.withOnDisconnect(choice));
      case BATCH -> batch(value).ifPresent(batch -> options = options.withBatch(batch));
      case DESCRIPTION, TAGS, PARAMS, BODY, RESPONSE, PRODUCES, STATUS, STREAM, EXAMPLE ->
        throw new IllegalStateException(key + " is not supported");
    }
  }

  private <T> Optional<T> read(OptionKey key, Node node, ValueType<T> type) {
    String help = OptionYaml.text(node)
        .flatMap(text -> ValueSuggestion.of(key, text))
        .filter(text -> type.read(text).isPresent())
        .map(text -> "write: " + yaml.written(key, text, node))
        .orElse(REMARK);
    return read(key.word(), node, type, help);
  }

  private <T> Optional<T> read(String name, Node node, ValueType<T> type, String help) {
    Optional<T> value = OptionYaml.text(node).flatMap(type::read);
    if (value.isEmpty()) {
      invalid(name, node, type.expectation(), help);
    }
    return value;
  }

  private Optional<Batch> batch(Node node) {
    if (!(node instanceof MappingNode)) {
      return read(OptionKey.BATCH, node, BATCH);
    }
    Set<String> seen = new HashSet<>();
    Optional<Integer> max = Optional.empty();
    Optional<OnError> onError = Optional.of(OnError.SPLIT);
    for (NodeTuple entry : OptionYaml.tuples(node)) {
      String word = OptionYaml.text(entry.getKeyNode()).orElse("?");
      if (!seen.add(word)) {
        duplicate("batch." + word, entry.getKeyNode());
      } else if (word.equals(MAX)) {
        max = read("batch.max", entry.getValueNode(), COUNT, REMARK);
      } else if (word.equals(ON_ERROR)) {
        onError = read("batch.on-error", entry.getValueNode(), ERROR, REMARK);
      } else {
        unknown(word, entry.getKeyNode(), List.of(MAX, ON_ERROR));
      }
    }
    if (!seen.contains(MAX)) {
      invalid("batch.max", node, COUNT.expectation(), REMARK);
    }
    Optional<OnError> error = onError;
    return max.flatMap(most -> error.map(how -> new Batch(most, how)));
  }

  private void invalid(String name, Node node, String expectation, String help) {
    String given = OptionYaml.text(node)
        .map(text -> text.isEmpty() ? "nothing" : text)
        .orElse(node instanceof MappingNode ? "a mapping" : "a list");
    String message = name + ": " + given + " (expected: " + expectation + ")";
    report.accept(yaml.error("invalid-option", message, node).withHelp(help));
  }

  private void duplicate(String name, Node place) {
    report.accept(yaml.error("duplicate-option", "option " + name + " is given twice", place));
  }

  private void unknown(String word, Node place, Collection<String> known) {
    String hint = Suggestion.nearest(word, known)
        .map(each -> " (did you mean " + each + "?)")
        .orElse("");
    report.accept(yaml.error("unknown-option", "unknown option '" + word + "'" + hint, place)
        .withHelp("the options are " + String.join(", ", known)));
  }
}
