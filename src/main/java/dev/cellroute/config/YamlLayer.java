package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.fault.Diagnostic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML document as a layer of settings. Every key must be known and every value of the right
 * shape; each mistake is reported and left out, so that all are found in one go.
 */
final class YamlLayer {
  private static final int MOST_NOTEBOOKS = 1_000;
  private static final int MOST_TOKENS = 64;

  private final YamlDocument document;
  private final Consumer<Diagnostic> report;
  private final Map<String, Given> values = new LinkedHashMap<>();
  private Optional<List<Entry>> notebooks = Optional.empty();
  private Optional<List<Entry>> tokens = Optional.empty();

  private YamlLayer(YamlDocument document, Consumer<Diagnostic> report) {
    this.document = document;
    this.report = report;
  }

  static Layer parse(String label, String text, Consumer<Diagnostic> report) {
    YamlLayer reader = new YamlLayer(new YamlDocument(label, text), report);
    YamlDocument.compose(label, text, report).ifPresent(root -> reader.section("", root));
    return new Layer(reader.values, reader.notebooks, reader.tokens);
  }

  /** Reads a list of tokens alone, as it may be in a variable. */
  static Optional<List<Entry>> parseTokens(String label, String text, Consumer<Diagnostic> report) {
    YamlLayer reader = new YamlLayer(new YamlDocument(label, ""), report);
    YamlDocument.compose(label, text, report).ifPresent(reader::tokens);
    return reader.tokens;
  }

  /**
   * Reads the mapping of a section; {@code prefix} is its name with a dot, or empty for the root.
   */
  private void section(String prefix, Node node) {
    for (NodeTuple tuple : tuples(prefix.isEmpty() ? "the file" : withoutDot(prefix), node)) {
      String name = prefix + keyText(tuple);
      if (ConfigKeys.NOTEBOOKS.equals(name)) {
        notebooks(tuple);
      } else if (ConfigKeys.TOKENS.equals(name)) {
        tokens(tuple);
      } else if (isSection(name)) {
        section(name + ".", tuple.getValueNode());
      } else if (ConfigKeys.named(name).filter(ConfigKey::isOfGateway).isPresent()) {
        value(name, tuple, values);
      } else {
        unknown(name, tuple);
      }
    }
  }

  private void notebooks(NodeTuple tuple) {
    Node list = tuple.getValueNode();
    if (notebooks.isPresent()) {
      report.accept(place(tuple.getKeyNode()).error("duplicate-key", "notebooks is given twice"));
    } else if (list instanceof SequenceNode sequence
        && sequence.getValue().size() <= MOST_NOTEBOOKS) {
      notebooks = Optional.of(sequence.getValue().stream().map(this::entry).toList());
    } else if (!isNothing(list)) {
      wrongShape(ConfigKeys.NOTEBOOKS, list, "a list of at most " + MOST_NOTEBOOKS + " notebooks");
    }
  }

  private void tokens(NodeTuple tuple) {
    if (tokens.isPresent()) {
      report.accept(
          place(tuple.getKeyNode()).error("duplicate-key", "security.tokens is given twice"));
    } else {
      tokens(tuple.getValueNode());
    }
  }

  private void tokens(Node list) {
    if (list instanceof SequenceNode sequence && sequence.getValue().size() <= MOST_TOKENS) {
      tokens = Optional.of(sequence.getValue().stream().map(this::token).toList());
    } else if (!isNothing(list)) {
      report.accept(notTokens(list));
    }
  }

  private Entry token(Node node) {
    if (!(node instanceof MappingNode)) {
      report.accept(notTokens(node));
      return new Entry(Map.of(), Map.of(), place(node).withoutExcerpt());
    }
    return new Entry(own(ConfigKey.TOKEN, node), Map.of(), place(node).withoutExcerpt());
  }

  /** Quotes nothing, because what stands there instead of a list may be a token. */
  private Diagnostic notTokens(Node node) {
    return place(node)
        .withoutExcerpt()
        .error(
            "bad-value",
            ConfigKeys.TOKENS
                + " (expected: a list of at most "
                + MOST_TOKENS
                + " mappings of name, value or value-file, and scopes)");
  }

  private Map<String, Given> own(String prefix, Node node) {
    Map<String, Given> own = new LinkedHashMap<>();
    for (NodeTuple tuple : tuples(withoutDot(prefix), node)) {
      String name = prefix + keyText(tuple);
      if (ConfigKeys.named(name).isPresent()) {
        value(name, tuple, own);
      } else {
        unknown(name, tuple);
      }
    }
    return own;
  }

  /** A mapping, or a bare path. */
  private Entry entry(Node node) {
    if (node instanceof ScalarNode scalar && !isNothing(node)) {
      return Entry.of(scalar.getValue(), place(node));
    }
    Map<String, Given> own = new LinkedHashMap<>();
    Map<String, String> environment = new LinkedHashMap<>();
    for (NodeTuple tuple : tuples("notebooks[]", node)) {
      String name = ConfigKey.ENTRY + keyText(tuple);
      if (ConfigKeys.NOTEBOOK_ENVIRONMENT.equals(name)) {
        environment.putAll(environment(tuple.getValueNode()));
      } else if (ConfigKeys.named(name).isPresent()) {
        value(name, tuple, own);
      } else {
        unknown(name, tuple);
      }
    }
    return new Entry(own, environment, place(node));
  }

  private Map<String, String> environment(Node node) {
    Map<String, Given> variables = new LinkedHashMap<>();
    for (NodeTuple tuple : tuples(ConfigKeys.NOTEBOOK_ENVIRONMENT, node)) {
      String name = keyText(tuple);
      if (name.isEmpty() || name.contains("=") || name.indexOf(0) >= 0) {
        wrongShape(ConfigKeys.NOTEBOOK_ENVIRONMENT, tuple.getKeyNode(), "a variable's name");
      } else {
        value(name, tuple, variables);
      }
    }
    return variables.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().text()));
  }

  private void value(String name, NodeTuple tuple, Map<String, Given> target) {
    Optional<String> text = text(tuple.getValueNode());
    if (text.isEmpty()) {
      wrongShape(name, tuple.getValueNode(), expectation(name));
      return;
    }
    Given given = new Given(text.orElseThrow(), place(tuple.getValueNode()));
    Given earlier = target.putIfAbsent(name, given);
    if (earlier != null) {
      String first = earlier.place().toString();
      report.accept(place(tuple.getKeyNode())
          .error("duplicate-key", name + " is given twice (first at " + first + ")"));
    }
  }

  /** A scalar's text; a list of scalars is the same as its elements separated by commas. */
  private static Optional<String> text(Node node) {
    if (isNothing(node)) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    if (node instanceof SequenceNode list
        && list.getValue().stream().allMatch(each -> each instanceof ScalarNode)) {
      return Optional.of(list.getValue().stream()
          .map(each -> ((ScalarNode) each).getValue())
          .collect(Collectors.joining(", ")));
    }
    return Optional.empty();
  }

  private List<NodeTuple> tuples(String name, Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    if (!isNothing(node)) {
      wrongShape(name, node, "a mapping of keys to values");
    }
    return List.of();
  }

  private void unknown(String name, NodeTuple tuple) {
    String help = Suggestion.help(name, ConfigKeys.names());
    report.accept(place(tuple.getKeyNode())
        .cutBehindMark()
        .error("unknown-key", "unknown key " + name)
        .withHelp(help.isEmpty() ? "conf/reference.yaml lists every key" : help));
  }

  private void wrongShape(String name, Node node, String expectation) {
    String got =
        node instanceof ScalarNode scalar && !isNothing(node) ? scalar.getValue() : describe(node);
    report.accept(
        place(node).error("bad-value", name + ": " + got + " (expected: " + expectation + ")"));
  }

  private static String describe(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    return node instanceof SequenceNode ? "a list" : "nothing";
  }

  private static String expectation(String name) {
    return ConfigKeys.named(name).map(key -> key.type().expectation()).orElse("a text");
  }

  private static boolean isSection(String name) {
    return ConfigKeys.names().stream().anyMatch(each -> each.startsWith(name + "."));
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String keyText(NodeTuple tuple) {
    return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
  }

  private static String withoutDot(String prefix) {
    return prefix.substring(0, prefix.length() - 1);
  }

  private Place place(Node node) {
    return document.place(node);
  }
}
