package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The YAML of a block as nodes, and the way from a node to its place in the cell. As in the
 * configuration, aliases and deep nesting are refused before a tree is built. Pure.
 */
final class OptionYaml {
  private static final int DEEPEST = 16;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setLabel("options").setAllowNonScalarKeys(true).build();

  private final OptionBlock block;
  private final Consumer<Diagnostic> report;

  OptionYaml(OptionBlock block, Consumer<Diagnostic> report) {
    this.block = block;
    this.report = report;
  }

  /** The entries of the block; none after reporting that it is no mapping. */
  List<NodeTuple> entries() {
    Optional<Node> root = compose(block.yaml());
    if (root.isPresent() && !(root.get() instanceof MappingNode)) {
      malformed(root.get().getStartMark(), "the options are no mapping (expected: key: value)");
    }
    return root.map(OptionYaml::tuples).orElse(List.of());
  }

  static List<NodeTuple> tuples(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  /** The text of a scalar. */
  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  Diagnostic error(String code, String message, Node node) {
    Mark mark = node.getStartMark().orElseThrow();
    int width = node.getEndMark()
        .filter(end -> end.getLine() == mark.getLine())
        .map(end -> end.getColumn() - mark.getColumn())
        .orElse(1);
    return block.error(code, message, mark.getLine(), mark.getColumn(), Math.max(1, width));
  }

  /** The option with another value, as a line of the cell. */
  String written(OptionKey key, String value, Node place) {
    int line = place.getStartMark().orElseThrow().getLine();
    return block.written(line, key.word() + ": " + value);
  }

  private Optional<Node> compose(String yaml) {
    try {
      return isTame(yaml) ? new Compose(SETTINGS).composeString(yaml) : Optional.empty();
    } catch (MarkedYamlEngineException failure) {
      malformed(failure.getProblemMark(), "not YAML: " + failure.getProblem());
    } catch (YamlEngineException failure) {
      malformed(Optional.empty(), "not YAML: " + failure.getMessage());
    }
    return Optional.empty();
  }

  private boolean isTame(String yaml) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      depth += step(event.getEventId());
      if (event.getEventId() == Event.ID.Alias) {
        malformed(event.getStartMark(), "aliases (*name) are not supported");
        return false;
      }
      if (depth > DEEPEST) {
        malformed(event.getStartMark(), "nested deeper than " + DEEPEST + " levels");
        return false;
      }
    }
    return true;
  }

  private static int step(Event.ID kind) {
    if (kind == Event.ID.MappingStart || kind == Event.ID.SequenceStart) {
      return 1;
    }
    return kind == Event.ID.MappingEnd || kind == Event.ID.SequenceEnd ? -1 : 0;
  }

  private void malformed(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0);
    int column = mark.map(Mark::getColumn).orElse(0);
    report.accept(block
        .error("malformed-option", message, line, column, 1)
        .withHelp("an empty line ends the options; what stands below it is a remark"));
  }
}
