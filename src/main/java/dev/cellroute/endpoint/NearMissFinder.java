package dev.cellroute.endpoint;

import dev.cellroute.endpoint.Annotation.Kind;
import dev.cellroute.endpoint.Sketch.Word;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds first lines that were meant as annotations and are none. Prose must not be taken for one: a
 * verb in small letters or an unknown word counts only before a path, and a missing slash only
 * where nothing else is on the line. Pure.
 */
final class NearMissFinder {
  /** Words in capitals that begin remarks, also before a path. */
  private static final Set<String> REMARKS = Set.of(
      "TODO", "FIXME", "NOTE", "XXX", "HACK", "BUG", "WARNING", "SEE", "TBD", "INFO", "IMPORTANT");

  /** The other verbs are also nouns: {@code # OPTIONS} is a heading. */
  private static final Set<Verb> UNMISTAKABLE = Set.of(Verb.GET, Verb.POST, Verb.PUT, Verb.DELETE);

  private static final int SHORTEST_VERB = 3;

  /** A whole address where a path should be; the group is its path. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*(.*)");

  private final CommentSyntax syntax;

  NearMissFinder(CommentSyntax syntax) {
    this.syntax = syntax;
  }

  /** What is wrong first, from left to right, with a line that is no annotation. */
  Optional<NearMiss> find(String line) {
    Sketch sketch = Sketch.of(line, syntax);
    return sketch.sign().isEmpty() || !isMeant(sketch)
        ? Optional.empty()
        : Stream.of(
                indent(sketch), sign(sketch), gap(sketch), kind(sketch), verb(sketch), path(sketch))
            .flatMap(Optional::stream)
            .findFirst();
  }

  private static boolean isMeant(Sketch sketch) {
    String verb = sketch.verb().text();
    if (isVerbMissing(sketch)) {
      return true;
    }
    if (!sketch.target().text().startsWith("/")) {
      return Verb.of(verb).filter(known -> lacksOnlySlash(known, sketch)).isPresent();
    }
    if (isLoneSlash(sketch)) {
      return Verb.of(verb).isPresent();
    }
    return isVerbInAnyCase(verb) || !sketch.kind().isEmpty() || looksLikeVerb(verb);
  }

  /** As in {@code # ResponseInfo /x}; an example before a path may be prose. */
  private static boolean isVerbMissing(Sketch sketch) {
    return meantKind(sketch) == Kind.RESPONSE_INFO && sketch.verb().text().startsWith("/");
  }

  /** As in {@code # Options / settings}. */
  private static boolean isLoneSlash(Sketch sketch) {
    return sketch.target().text().equals("/") && !sketch.summary().isEmpty();
  }

  private static boolean lacksOnlySlash(Verb verb, Sketch sketch) {
    String target = sketch.target().text();
    return target.contains("/:")
        || target.contains("/*")
        || (sketch.summary().isEmpty() && UNMISTAKABLE.contains(verb));
  }

  private static boolean isVerbInAnyCase(String word) {
    return Verb.of(word.toUpperCase(Locale.ROOT)).isPresent();
  }

  private static boolean looksLikeVerb(String word) {
    return word.length() >= SHORTEST_VERB
        && word.chars().allMatch(each -> each >= 'A' && each <= 'Z')
        && !REMARKS.contains(word);
  }

  private Optional<NearMiss> indent(Sketch sketch) {
    return sketch.indent() == 0
        ? Optional.empty()
        : miss("indented-annotation", "the annotation is indented", 1, sketch.indent(), sketch);
  }

  private Optional<NearMiss> sign(Sketch sketch) {
    Word sign = sketch.sign();
    if (syntax.isPrefix(sign.text())) {
      return Optional.empty();
    }
    String message = "'" + sign.text() + "' is not the comment prefix '" + syntax.usual() + "'";
    return miss("comment-prefix", message, sign, sketch);
  }

  private Optional<NearMiss> gap(Sketch sketch) {
    Word first = sketch.kind().isEmpty() ? sketch.verb() : sketch.kind();
    String message = "no blank between '" + sketch.sign().text() + "' and '" + first.text() + "'";
    return sketch.gap() > 0 ? Optional.empty() : miss("missing-blank", message, first, sketch);
  }

  private Optional<NearMiss> kind(Sketch sketch) {
    Word word = sketch.kind();
    String meant = meantKind(sketch).word();
    String message = "unknown keyword '" + word.text() + "' (did you mean " + meant + "?)";
    return word.text().equals(meant)
        ? Optional.empty()
        : miss("unknown-keyword", message, word, sketch);
  }

  private Optional<NearMiss> verb(Sketch sketch) {
    Word word = sketch.verb();
    if (Verb.of(word.text()).isPresent()) {
      return Optional.empty();
    }
    if (isVerbMissing(sketch)) {
      return miss("unknown-verb", "the verb before the path is missing", word, sketch);
    }
    String hint = VerbSuggestion.of(word.text())
        .map(verb -> " (did you mean " + verb + "?)")
        .orElse("");
    return miss("unknown-verb", "unknown verb '" + word.text() + "'" + hint, word, sketch);
  }

  private Optional<NearMiss> path(Sketch sketch) {
    Word target = sketch.target();
    if (sketch.verb().touches(target)) {
      String message = "no blank between '" + sketch.verb().text() + "' and the path";
      return miss("missing-blank", message, target, sketch);
    }
    if (target.text().startsWith("/")) {
      return miss("unknown-verb", "':' after the verb", sketch.verb(), sketch);
    }
    return target.isEmpty()
        ? miss("missing-path", "the path is missing", sketch.verb(), sketch)
        : miss("missing-path", "the path does not begin with '/'", target, sketch);
  }

  private Optional<NearMiss> miss(String code, String message, Word word, Sketch sketch) {
    return miss(code, message, word.column(), word.text().length(), sketch);
  }

  private Optional<NearMiss> miss(
      String code, String message, int column, int width, Sketch sketch) {
    return Optional.of(new NearMiss(code, message, column, width, help(sketch)));
  }

  private String help(Sketch sketch) {
    boolean isAddress = ADDRESS.matcher(sketch.target().text()).matches();
    return VerbSuggestion.of(sketch.verb().text())
        .map(verb -> "write: " + repaired(sketch, verb))
        .map(advice -> isAddress ? "a path only, without scheme and host; " + advice : advice)
        .orElse("the verbs are " + allVerbs());
  }

  private String repaired(Sketch sketch, Verb verb) {
    String path = path(sketch.target().text());
    return Stream.of(syntax.usual(), meantKind(sketch).word(), verb.name(), path, sketch.summary())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String path(String target) {
    Matcher address = ADDRESS.matcher(target);
    String path = address.matches() ? address.replaceFirst("$1") : target;
    if (path.startsWith("/")) {
      return path;
    }
    return target.isEmpty() ? "/path" : "/" + path;
  }

  private static Kind meantKind(Sketch sketch) {
    return Sketch.likeKind(sketch.kind().text()).orElse(Kind.ENDPOINT);
  }

  private static String allVerbs() {
    return Arrays.stream(Verb.values()).map(Verb::name).collect(Collectors.joining(", "));
  }
}
