package dev.cellroute.endpoint;

import dev.cellroute.notebook.Language;
import java.util.List;
import java.util.Optional;

/**
 * How a comment line begins in a notebook's language: literal text, never a pattern. The usual
 * prefix comes first.
 */
record CommentSyntax(List<String> prefixes) {
  /** Kernel Gateway's prefix for every language but Scala, and ours where nothing is known. */
  static final CommentSyntax DEFAULT = new CommentSyntax(List.of("#"));

  CommentSyntax {
    prefixes = List.copyOf(prefixes);
  }

  static CommentSyntax of(String prefix) {
    return new CommentSyntax(List.of(prefix));
  }

  static Optional<CommentSyntax> ofLanguage(String name) {
    return Language.of(name).map(language -> new CommentSyntax(language.commentPrefixes()));
  }

  /** The prefix to recommend. */
  String usual() {
    return prefixes.get(0);
  }

  /** Passes a prefix at the scanner's place, if one is there. */
  boolean acceptPrefix(Scanner scanner) {
    return prefixes.stream().anyMatch(scanner::accept);
  }

  boolean isPrefix(String text) {
    return prefixes.contains(text);
  }
}
