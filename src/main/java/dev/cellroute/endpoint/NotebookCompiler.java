package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import dev.cellroute.notebook.Notebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns a notebook into its API: a pure function that never throws for what a notebook may contain.
 */
public final class NotebookCompiler {
  private static final String KEY = "notebooks[].comment-prefix";

  private NotebookCompiler() {}

  /**
   * Compiles. {@code language} is the kernel's language name where the notebook's metadata does not
   * say (the kernelspec's {@code language}), or empty; {@code commentPrefix} overrides the table of
   * languages.
   */
  public static NotebookApi compile(
      Notebook notebook, String language, Optional<String> commentPrefix) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    CommentSyntax syntax = commentPrefix.isPresent()
        ? override(notebook, commentPrefix.get(), diagnostics)
        : ofLanguage(notebook, language, diagnostics);
    return new Compilation(notebook, syntax, nameOf(notebook, language)).api(diagnostics);
  }

  private static String nameOf(Notebook notebook, String language) {
    return notebook.language().isEmpty() ? language : notebook.language();
  }

  private static CommentSyntax override(
      Notebook notebook, String prefix, List<Diagnostic> diagnostics) {
    if (!prefix.isBlank() && prefix.equals(prefix.strip())) {
      return CommentSyntax.of(prefix);
    }
    String message = KEY + ": '" + prefix + "' (expected: text without white space around it)";
    Location location = Location.file(notebook.name());
    diagnostics.add(Diagnostic.error("comment-prefix", message, location));
    return CommentSyntax.DEFAULT;
  }

  private static CommentSyntax ofLanguage(
      Notebook notebook, String language, List<Diagnostic> diagnostics) {
    String name = nameOf(notebook, language);
    Optional<CommentSyntax> known = Stream.of(name, name.isEmpty() ? notebook.kernelName() : "")
        .flatMap(each -> CommentSyntax.ofLanguage(each).stream())
        .findFirst();
    if (known.isEmpty() && !name.isEmpty()) {
      diagnostics.add(unknown(notebook, name));
    }
    return known.orElse(CommentSyntax.DEFAULT);
  }

  private static Diagnostic unknown(Notebook notebook, String language) {
    String message =
        "the comment prefix of the language '" + language + "' is not known; using '#'";
    return Diagnostic.warning("unknown-language", message, Location.file(notebook.name()))
        .withHelp("set " + KEY);
  }
}
