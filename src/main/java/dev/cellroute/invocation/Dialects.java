package dev.cellroute.invocation;

import java.util.Optional;

/** The languages whose kernels can be handed a request safely. */
public final class Dialects {
  private Dialects() {}

  /** The dialect of a language by its Jupyter name in any case ({@code language_info.name}), if there is one. */
  public static Optional<Dialect> of(String language) {
    throw new UnsupportedOperationException(language);
  }

  /**
   * An author's own dialect: {@code template} is code holding {@code {base64}} exactly where the document's base64 text
   * goes. Throws {@code IllegalArgumentException} saying what is wrong with the template.
   */
  public static Dialect custom(String template) {
    throw new UnsupportedOperationException(template);
  }
}
