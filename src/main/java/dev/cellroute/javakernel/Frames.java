package dev.cellroute.javakernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/**
 * Knows which class a snippet became, and so turns an exception's stack trace back into lines of
 * cells. The frame lines are {@code at cell line 3}, {@code at divide, cell line 2}, {@code at
 * divide, earlier cell line 2}. The shell's thread only.
 */
final class Frames {
  private static final int MOST_CLASSES = 8192;
  private static final int MOST_FRAMES = 20;
  private static final int MOST_CAUSES = 5;
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");

  /**
   * Where a class comes from: in which run of a cell its snippet is, and on which line of it the
   * snippet begins.
   */
  private record Origin(int cell, int cellLine, SnippetWrapper wrapper) {
    /** JShell moves the parts of a declaration about, so each is looked for where it went. */
    int lineInCell(int lineInClass) {
      String wrapped = wrapper.wrapped();
      String source = wrapper.source();
      return IntStream.range(0, source.length())
              .filter(each ->
                  CellText.line(wrapped, wrapper.sourceToWrappedPosition(each)) == lineInClass)
              .map(each -> CellText.line(source, each))
              .findFirst()
              .orElse(1)
          + cellLine
          - 1;
    }
  }

  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private int cell;

  /** Everything remembered from now on belongs to a new cell. */
  void beginCell() {
    cell++;
  }

  void remember(SnippetWrapper wrapper, int cellLine) {
    if (origins.size() >= MOST_CLASSES) {
      origins.remove(origins.keySet().iterator().next());
    }
    origins.put(wrapper.fullClassName(), new Origin(cell, cellLine, wrapper));
  }

  /** A class of an earlier run of the same cell runs again, as part of this one. */
  void adopt(String className, int cellLine) {
    Origin origin = origins.get(className);
    if (origin != null) {
      origins.put(className, new Origin(cell, cellLine, origin.wrapper()));
    }
  }

  CellException explain(Throwable failure) {
    String message = failure.getMessage();
    return new CellException(
        failure.getClass().getSimpleName(), message == null ? "" : message, traceback(failure));
  }

  private List<String> traceback(Throwable failure) {
    List<String> lines = new ArrayList<>();
    Throwable each = failure;
    for (int i = 0; each != null && i < MOST_CAUSES; i++) {
      lines.add((i == 0 ? "" : "Caused by: ") + plain(each.toString()));
      lines.addAll(frames(each.getStackTrace()));
      each = each.getCause();
    }
    return lines;
  }

  /** Down to the cell itself: what lies below is the kernel. */
  private List<String> frames(StackTraceElement[] trace) {
    List<String> lines = new ArrayList<>();
    for (StackTraceElement frame : trace) {
      if (lines.size() == MOST_FRAMES
          || frame.getClassName().startsWith("dev.cellroute.javakernel")) {
        return lines;
      }
      Origin origin = origins.get(outer(frame.getClassName()));
      if (origin != null) {
        lines.add("    at " + line(frame, origin));
      } else if (!isReflection(frame)) {
        lines.add("    at " + frame);
      }
    }
    return lines;
  }

  private String line(StackTraceElement frame, Origin origin) {
    // Lambdas of the top level are called lambda$do_it$$0.
    String who = frame.getMethodName().contains("do_it$") ? "" : name(frame) + ", ";
    return who
        + (origin.cell() == cell ? "cell line " : "earlier cell line ")
        + origin.lineInCell(frame.getLineNumber());
  }

  private static boolean isReflection(StackTraceElement frame) {
    return frame.getClassName().startsWith("jdk.internal.reflect.")
        || frame.getClassName().startsWith("java.lang.reflect.");
  }

  private static String name(StackTraceElement frame) {
    String owner = frame.getClassName().substring(outer(frame.getClassName()).length());
    return owner.isEmpty()
        ? frame.getMethodName()
        : owner.substring(1).replace('$', '.') + "." + frame.getMethodName();
  }

  /** {@code REPL.$JShell$12} of {@code REPL.$JShell$12$Inner}. */
  private static String outer(String className) {
    int inner = className.indexOf('$', "REPL.$JShell$".length());
    return className.startsWith("REPL.$JShell$") && inner > 0
        ? className.substring(0, inner)
        : className;
  }

  private static String plain(String text) {
    return WRAPPER.matcher(text).replaceAll("");
  }
}
