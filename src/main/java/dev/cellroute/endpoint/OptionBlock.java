package dev.cellroute.endpoint;

import dev.cellroute.config.Suggestion;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment lines directly below an annotation, up to the first line that is no comment, without
 * their comment signs. They are options when the first of them that says anything begins with a
 * key, or with a word that is nearly one where another line begins with a key; else they are
 * remarks. Lines of the block count from 0.
 */
record OptionBlock(List<Line> lines) {
  private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z_-]*):(?:\\s.*)?");
  private static final int SHORTEST_NEAR = 4;

  /** A comment line, and how many characters of it are its sign and the blank after that. */
  record Line(SourceLine source, int sign) {
    String text() {
      return source.text().substring(sign);
    }

    String written(String yaml) {
      return source.text().substring(0, sign).stripTrailing() + " " + yaml.strip();
    }

    private Optional<String> key() {
      Matcher matcher = KEY.matcher(text());
      return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private boolean hasKey() {
      return key().flatMap(OptionKey::of).isPresent();
    }
  }

  OptionBlock {
    lines = List.copyOf(lines);
  }

  static OptionBlock below(AnnotatedCell cell, CommentSyntax syntax) {
    String[] lines = cell.cell().source().split("\n", -1);
    List<Line> block = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int sign = sign(lines[i], syntax);
      if (sign == 0) {
        break;
      }
      block.add(new Line(cell.line(i + 1, lines[i]), sign));
    }
    return new OptionBlock(block);
  }

  private static int sign(String line, CommentSyntax syntax) {
    Scanner scanner = new Scanner(line);
    if (!syntax.acceptPrefix(scanner)) {
      return 0;
    }
    scanner.accept(" ");
    return scanner.column() - 1;
  }

  boolean hasOptions() {
    Optional<Line> first = firstLine();
    return first.filter(Line::hasKey).isPresent()
        || (first.flatMap(OptionBlock::nearKey).isPresent()
            && lines.stream().anyMatch(Line::hasKey));
  }

  /** A remark that was perhaps meant as an option. */
  Optional<Diagnostic> nearMiss() {
    return hasOptions() ? Optional.empty() : firstLine().flatMap(OptionBlock::nearMiss);
  }

  String yaml() {
    return String.join("\n", lines.stream().map(Line::text).toList());
  }

  /** The YAML as a comment line like the one it stands in for. */
  String written(int line, String yaml) {
    return lines.get(Math.min(line, lines.size() - 1)).written(yaml);
  }

  /** A mistake at {@code width} characters from a place of the block's YAML on. */
  Diagnostic error(String code, String message, int line, int column, int width) {
    Line place = lines.get(Math.min(line, lines.size() - 1));
    return place
        .source()
        .diagnostic(Severity.ERROR, code, message, place.sign() + column + 1, width);
  }

  private Optional<Line> firstLine() {
    return lines.stream().filter(line -> !line.text().isBlank()).findFirst();
  }

  private static Optional<String> nearKey(Line line) {
    return line.key()
        .map(key -> key.toLowerCase(Locale.ROOT))
        .filter(key -> key.length() >= SHORTEST_NEAR)
        .flatMap(key -> Suggestion.nearest(key, OptionKey.supportedWords()));
  }

  private static Optional<Diagnostic> nearMiss(Line line) {
    return nearKey(line).map(key -> nearMiss(line, line.key().orElse(""), key));
  }

  private static Diagnostic nearMiss(Line line, String word, String key) {
    String message = "'" + word + "' is no option (did you mean " + key + "?)";
    String meant = line.written(key + line.text().substring(word.length()));
    return line.source()
        .warning("near-option", message, line.sign() + 1, word.length())
        .withHelp("as it stands it is a remark and has no effect; write: " + meant);
  }
}
