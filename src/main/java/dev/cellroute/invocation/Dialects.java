package dev.cellroute.invocation;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** The languages whose kernels can be handed a request safely. */
public final class Dialects {
  private static final String PLACEHOLDER = "{base64}";

  private Dialects() {}

  /**
   * The dialect of a language by its Jupyter name in any case ({@code language_info.name}), if
   * there is one.
   */
  public static Optional<Dialect> of(String language) {
    return switch (language.strip().toLowerCase(Locale.ROOT)) {
      case "python", "python3", "ipython" -> Optional.of(new PythonDialect());
      case "r" -> source(Grammars.r());
      case "julia" -> source(Grammars.julia());
      case "java" -> source(Grammars.java());
      case "kotlin" -> source(Grammars.kotlin());
      case "scala" -> source(Grammars.scala());
      case "groovy" -> source(Grammars.groovy());
      case "javascript", "typescript", "nodejs", "deno" -> source(Grammars.javascript());
      case "bash", "sh" -> source(Grammars.bash());
      case "perl" -> source(Grammars.perl());
      case "ruby" -> source(Grammars.ruby());
      default -> Optional.empty();
    };
  }

  private static Optional<Dialect> source(Grammar grammar) {
    return Optional.of(new SourceDialect(grammar, Frame.random(new SecureRandom())));
  }

  /**
   * An author's own dialect: {@code template} is code holding {@code {base64}} exactly where the
   * document's base64 text goes. Throws {@code IllegalArgumentException} saying what is wrong with
   * the template.
   *
   * <p>The template stands above the endpoint's source in lines of its own. It has to decode the
   * text inside the kernel, assign {@code REQUEST} and forget {@code RESPONSE}; an author's dialect
   * never reads {@code RESPONSE}.
   */
  public static Dialect custom(String template) {
    int start = template.indexOf(PLACEHOLDER);
    if (start < 0 || start != template.lastIndexOf(PLACEHOLDER)) {
      throw new IllegalArgumentException(
          "request-encoder: '" + template + "' (expected: code that holds " + PLACEHOLDER
              + " once, where the request's base64 text goes)");
    }
    String after = template.substring(start + PLACEHOLDER.length());
    Grammar grammar = Grammars.custom(template.substring(0, start), after);
    return new SourceDialect(grammar, Frame.random(new SecureRandom()));
  }
}
