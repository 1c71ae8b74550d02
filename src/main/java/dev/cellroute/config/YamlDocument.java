package dev.cellroute.config;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * YAML text as a tree of nodes that know their lines. Aliases are refused, because a few of them
 * can stand for billions of nodes, and so is deep nesting, which the composer follows by recursion.
 */
final class YamlDocument {
  private static final int DEEPEST = 16;
  private static final Pattern SECRET =
      Pattern.compile("token|secret|password|\\bvalue\\b", Pattern.CASE_INSENSITIVE);

  private final String label;
  private final List<String> lines;

  YamlDocument(String label, String text) {
    this.label = label;
    this.lines = text.lines().toList();
  }

  /** The root, or empty for an empty document and after reporting what is wrong. */
  static Optional<Node> compose(String label, String text, Consumer<Diagnostic> report) {
    YamlDocument document = new YamlDocument(label, text);
    LoadSettings settings = LoadSettings.builder()
        .setLabel(label)
        .setCodePointLimit(YamlFile.MAX_BYTES)
        .setAllowNonScalarKeys(true)
        .build();
    try {
      return document.isTame(settings, text, report)
          ? new Compose(settings).composeString(text)
          : Optional.empty();
    } catch (MarkedYamlEngineException failure) {
      report.accept(document.error(failure.getProblemMark(), "not YAML: " + failure.getProblem()));
    } catch (YamlEngineException failure) {
      report.accept(document.error(Optional.empty(), "not YAML: " + failure.getMessage()));
    }
    return Optional.empty();
  }

  /** The place of a node, with its line for the caret. */
  Place place(Node node) {
    return node.getStartMark()
        .map(mark -> place(mark, width(node, mark)))
        .orElseGet(() -> Place.named(label));
  }

  private boolean isTame(LoadSettings settings, String text, Consumer<Diagnostic> report) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      Event.ID kind = event.getEventId();
      if (kind == Event.ID.Alias) {
        report.accept(error(event.getStartMark(), "aliases (*name) are not supported"));
        return false;
      }
      depth += step(kind);
      if (depth > DEEPEST) {
        report.accept(error(event.getStartMark(), "nested deeper than " + DEEPEST + " levels"));
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

  private Diagnostic error(Optional<Mark> mark, String message) {
    return mark.map(each -> place(each, 1))
        .orElseGet(() -> Place.named(label))
        .error("config-not-yaml", message);
  }

  private Place place(Mark mark, int width) {
    Location location = Location.line(label, mark.getLine() + 1, mark.getColumn() + 1);
    return new Place(location, excerpt(mark.getLine()), width);
  }

  /** The line's text, unless it may hold a token, which in a list of tokens is a value. */
  private String excerpt(int line) {
    String text = line < lines.size() ? lines.get(line) : "";
    return SECRET.matcher(text).find() ? "" : text;
  }

  private static int width(Node node, Mark start) {
    return node.getEndMark()
        .filter(end -> end.getLine() == start.getLine())
        .map(end -> Math.max(1, end.getColumn() - start.getColumn()))
        .orElse(1);
  }
}
