package dev.cellroute.javakernel;

import jdk.jshell.ExpressionSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;

/**
 * One snippet of a cell that was compiled and has run: the class it became and the line of the cell
 * it begins at. Running the class again does what evaluating the same source again would do, as
 * long as nothing it uses was declared anew.
 */
record Step(Snippet snippet, String className, int line, End end) {
  /** How the snippet ends in the cell: a semicolon says that its value is not wanted. */
  enum End {
    OPEN,
    SEMICOLON
  }

  /** Whether the value is what the cell shows, should this be its last step. */
  boolean isShown() {
    return end == End.OPEN
        && (snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
            || (snippet instanceof ExpressionSnippet
                && snippet.subKind() != SubKind.ASSIGNMENT_SUBKIND));
  }

  /** Imports, methods and types only declare. */
  boolean runs() {
    return switch (snippet.kind()) {
      case EXPRESSION, STATEMENT, VAR -> true;
      case IMPORT, METHOD, TYPE_DECL, ERRONEOUS -> false;
    };
  }

  /** A variable without an initial value is set back only by declaring it anew. */
  boolean isRepeatable() {
    return !(snippet instanceof VarSnippet)
        || snippet.subKind() == SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND
        || snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
  }
}
