package dev.cellroute.invocation;

import dev.cellroute.output.Ansi;
import dev.cellroute.output.Output;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The failed line of the running cell as IPython 7 to 9 print it. The outermost frame comes first
 * and is the running cell's; of chained exceptions the last is the one that ended the cell.
 */
final class PythonTraceback {
  private static final Set<String> SYNTAX_ERRORS =
      Set.of("SyntaxError", "IndentationError", "TabError");

  /** The cell's own syntax, not that of something it parses or imports. */
  private static final Pattern SYNTAX =
      Pattern.compile("\\((?:<tokenize>|<ipython-input-[^>]*>|\\d+\\.py), line (\\d+)\\)$");

  /** A frame of a cell: its arrow, or the number in its first line where no source is shown. */
  private static final Pattern FRAME = Pattern.compile(
      "^(?:(?:Cell|Input) In ?\\[\\d+]|<ipython-input-[^>]*>|\\S*[/\\\\]ipykernel_\\d+[/\\\\]\\d+\\.py)"
          + "(?:[^\\n]*\\n(?:(?!-+> |\\n)[^\\n]*\\n){0,20}?-+> (\\d+)|[^\\n]*?line:? (\\d+))",
      Pattern.MULTILINE);

  private static final Pattern CHAIN = Pattern.compile("\n\n[^\n]*above exception[^\n]*:\n\n");

  private PythonTraceback() {}

  static OptionalInt line(Output.Failure failure) {
    if (SYNTAX_ERRORS.contains(failure.name())) {
      return TracebackLine.find(SYNTAX, failure.value());
    }
    String traceback = Ansi.strip(String.join("\n", failure.traceback()));
    OptionalInt last = TracebackLine.find(FRAME, lastOf(traceback));
    return last.isPresent() ? last : TracebackLine.find(FRAME, traceback);
  }

  private static String lastOf(String chain) {
    return CHAIN.splitAsStream(chain).reduce((earlier, later) -> later).orElse("");
  }
}
