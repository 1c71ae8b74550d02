package dev.cellroute.endpoint;

import dev.cellroute.notebook.Notebook;
import java.util.Optional;

/** Turns a notebook into its API: a pure function that never throws for what a notebook may contain. */
public final class NotebookCompiler {
  private NotebookCompiler() {}

  /**
   * Compiles. {@code language} is the kernel's language name where the notebook's metadata does not say (the kernelspec's
   * {@code language}), or empty; {@code commentPrefix} overrides the table of languages.
   */
  public static NotebookApi compile(
      Notebook notebook, String language, Optional<String> commentPrefix) {
    throw new UnsupportedOperationException(notebook.name() + language + commentPrefix);
  }
}
