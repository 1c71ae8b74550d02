package dev.cellroute.endpoint;

import dev.cellroute.endpoint.Annotation.Kind;
import java.util.Locale;
import java.util.Optional;

/**
 * A line cut where an annotation would be cut, whatever stands there. Any run of characters that
 * begins a comment in some language counts as a comment sign.
 */
record Sketch(int indent, Word sign, int gap, Word kind, Word verb, Word target, String summary) {
  private static final String COMMENT_CHARACTERS = "#/-%;";

  /** A part of the line; {@code column} counts from 1. */
  record Word(String text, int column) {
    private static Word next(Scanner scanner) {
      scanner.blanks();
      int column = scanner.column();
      return new Word(scanner.word(), column);
    }

    boolean isEmpty() {
      return text.isEmpty();
    }

    /** Whether the other one begins where this one ends. */
    boolean touches(Word other) {
      return !isEmpty() && !other.isEmpty() && column + text.length() == other.column();
    }

    private Word before(Word other) {
      return new Word(text.substring(0, other.column - column), column);
    }
  }

  static Sketch of(String line, CommentSyntax syntax) {
    Scanner scanner = new Scanner(line);
    int indent = scanner.blanks();
    Word sign = sign(scanner, line, syntax);
    int gap = scanner.blanks();
    Word first = Word.next(scanner);
    boolean hasKind = likeKind(first.text()).isPresent();
    Word kind = hasKind ? first : new Word("", first.column());
    Word verb = withoutColon(hasKind ? Word.next(scanner) : first);
    Word joined = joinedPath(verb);
    return joined.isEmpty()
        ? new Sketch(indent, sign, gap, kind, verb, Word.next(scanner), scanner.rest())
        : new Sketch(indent, sign, gap, kind, verb.before(joined), joined, scanner.rest());
  }

  /**
   * The path in {@code GET/items}. What names two verbs ({@code GET/PUT}) or words in capitals is
   * prose.
   */
  private static Word joinedPath(Word word) {
    int slash = word.text().indexOf('/');
    boolean isJoined = slash > 0
        && Verb.of(word.text().substring(0, slash)).isPresent()
        && word.text().substring(slash).chars().anyMatch(Character::isLowerCase);
    return isJoined
        ? new Word(word.text().substring(slash), word.column() + slash)
        : new Word("", word.column());
  }

  private static Word sign(Scanner scanner, String line, CommentSyntax syntax) {
    int column = scanner.column();
    syntax.acceptPrefix(scanner);
    scanner.run(COMMENT_CHARACTERS);
    return new Word(line.substring(column - 1, scanner.column() - 1), column);
  }

  private static Word withoutColon(Word word) {
    return word.text().endsWith(":")
        ? new Word(word.text().substring(0, word.text().length() - 1), word.column())
        : word;
  }

  /** The kind with a word of its own that this word is but for case and marks. */
  static Optional<Kind> likeKind(String word) {
    String bare = word.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (!kind.word().isEmpty() && kind.word().toLowerCase(Locale.ROOT).equals(bare)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
