package dev.cellroute.endpoint;

import dev.cellroute.endpoint.Annotation.Kind;
import java.util.Optional;

/**
 * The grammar of annotations, and nothing but the grammar: a line either is one or it is not. Lines
 * that only look like one are the business of {@link NearMissFinder}. Pure and immutable; a line is
 * read once, from left to right.
 *
 * <pre>
 * annotation = comment-prefix blanks [ kind blanks ] verb blanks path [ blanks summary ]
 * kind       = "ResponseInfo" | "EXAMPLE"
 * verb       = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS"
 * path       = "/" { any character but white space }
 * </pre>
 */
final class AnnotationParser {
  private final CommentSyntax syntax;

  AnnotationParser(CommentSyntax syntax) {
    this.syntax = syntax;
  }

  /**
   * The annotation a line is, if it is one. Whether the line may carry one is the caller's
   * knowledge.
   */
  Optional<Annotation> parse(String line) {
    Scanner scanner = new Scanner(line);
    if (!syntax.acceptPrefix(scanner) || scanner.blanks() == 0) {
      return Optional.empty();
    }
    String word = scanner.word();
    Kind kind = Kind.of(word);
    return Verb.of(kind == Kind.ENDPOINT ? word : nextWord(scanner))
        .flatMap(verb -> target(scanner, kind, verb));
  }

  private static String nextWord(Scanner scanner) {
    scanner.blanks();
    return scanner.word();
  }

  private static Optional<Annotation> target(Scanner scanner, Kind kind, Verb verb) {
    scanner.blanks();
    int column = scanner.column();
    String path = scanner.word();
    return path.startsWith("/")
        ? Optional.of(new Annotation(kind, verb, path, column, scanner.rest()))
        : Optional.empty();
  }
}
