package dev.cellroute.endpoint;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import dev.cellroute.notebook.Notebook;

/** What is said of a notebook that nobody can call. */
final class NoEndpoints {
  private static final String CODE = "no-endpoints";

  private NoEndpoints() {}

  static Diagnostic of(Notebook notebook, CommentSyntax syntax) {
    return Diagnostic.error(CODE, "the notebook has no endpoint", Location.file(notebook.name()))
        .withHelp("begin a code cell with a line such as: " + syntax.usual() + " GET /hello");
  }

  /** The same where the notebook need not have one; every other diagnostic is left as it is. */
  static Diagnostic tolerated(Diagnostic each) {
    return each.code().equals(CODE)
        ? Diagnostic.warning(CODE, each.message() + " and is not served", each.location())
            .withHelp(each.help())
        : each;
  }
}
