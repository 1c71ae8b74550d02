package dev.cellroute.javakernel;

import dev.cellroute.javakernel.Engine.Ending;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Kind;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * JShell for cells: a cell is cut into snippets, which run in order; the value of the last
 * expression is the cell's. A cell that ran before and whose surroundings are the same is not
 * compiled again, which makes an endpoint's cell a hundred times faster and keeps JShell from
 * growing with each request. {@link #run} belongs to one thread and blocks as long as the cell
 * runs; {@link #interrupt} may be called from any other.
 */
final class Shell {
  private static final List<String> IMPORTS = List.of(
      "java.io.*",
      "java.math.*",
      "java.net.*",
      "java.nio.file.*",
      "java.util.*",
      "java.util.concurrent.*",
      "java.util.function.*",
      "java.util.prefs.*",
      "java.util.regex.*",
      "java.util.stream.*",
      "static " + Display.class.getName() + ".display");

  private final Engine engine = new Engine();
  private final Frames frames = new Frames();
  private final CellCache cache = new CellCache();
  private final JShell jshell;
  private final SourceCodeAnalysis analysis;

  private Shell() {
    jshell = JShell.builder().executionEngine(engine, Map.of()).build();
    analysis = jshell.sourceCodeAnalysis();
  }

  /**
   * Ready for cells: with JShell's usual imports, {@code display}, and more classes for cells to
   * use.
   */
  static Shell start(String extraClassPath) {
    Shell shell = new Shell();
    for (String entry : extraClassPath.split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        shell.jshell.addToClasspath(entry);
      }
    }
    IMPORTS.forEach(name -> shell.jshell.eval("import " + name + ";"));
    return shell;
  }

  /**
   * Runs a cell; nothing when its last snippet is no expression, ends with a semicolon or gives
   * null.
   */
  Optional<Object> run(String cell) throws CellException {
    CellText text = CellText.of(cell);
    Literals.use(text.literals());
    engine.begin();
    frames.beginCell();
    try {
      List<Step> known = cache.steps(text.source());
      return known.isEmpty() ? compile(text.source()) : repeat(known);
    } catch (StackOverflowError e) {
      throw CompileErrors.at(text.source(), 0, "this is nested too deeply for the compiler");
    } finally {
      Literals.use(List.of());
    }
  }

  void interrupt() {
    try {
      engine.stop();
    } catch (ExecutionControl.ExecutionControlException e) {
      throw new IllegalStateException("cannot stop the cell", e);
    }
  }

  private Optional<Object> repeat(List<Step> steps) throws CellException {
    Optional<Object> value = Optional.empty();
    for (Step step : steps) {
      frames.adopt(step.className(), step.line());
      value = step.runs() ? value(step, engine.again(step.className())) : Optional.empty();
    }
    return value;
  }

  private Optional<Object> compile(String cell) throws CellException {
    List<Step> steps = new ArrayList<>();
    Optional<Object> value = Optional.empty();
    int offset = CellText.code(cell, 0);
    while (offset < cell.length()) {
      CompletionInfo info = analysis.analyzeCompletion(cell.substring(offset));
      if (info.completeness() == Completeness.EMPTY) {
        break;
      }
      int next = cell.length() - info.remaining().length();
      String source = source(info, cell);
      value = evaluate(source, cell, offset, end(cell.substring(offset, next)), steps);
      offset = CellText.code(cell, next);
    }
    cache.add(cell, steps);
    return value;
  }

  private static Step.End end(String snippet) {
    return snippet.stripTrailing().endsWith(";") ? Step.End.SEMICOLON : Step.End.OPEN;
  }

  private static String source(CompletionInfo info, String cell) throws CellException {
    if (info.source() == null) {
      String known = cell.stripTrailing();
      throw CompileErrors.at(
          known,
          known.length(),
          "the cell ends where Java expects more, such as a brace or a quote");
    }
    return info.source();
  }

  private Optional<Object> evaluate(
      String source, String cell, int offset, Step.End end, List<Step> steps) throws CellException {
    engine.forget();
    int before = steps.size();
    for (SnippetEvent event : jshell.eval(source)) {
      if (event.causeSnippet() == null) {
        steps.add(step(event, cell, offset, end));
      } else {
        follow(event);
      }
    }
    return steps.size() == before
        ? Optional.empty()
        : value(steps.get(steps.size() - 1), engine.ending());
  }

  private Step step(SnippetEvent event, String cell, int offset, Step.End end)
      throws CellException {
    Snippet snippet = event.snippet();
    if (event.status() == Status.REJECTED) {
      throw CompileErrors.of(jshell.diagnostics(snippet).toList(), cell, offset);
    }
    if (event.status() == Status.RECOVERABLE_NOT_DEFINED) {
      throw CompileErrors.at(cell, offset, "not declared: " + missing(snippet));
    }
    int line = CellText.line(cell, offset);
    String className = "";
    if (snippet.kind() != Kind.IMPORT) {
      SourceCodeAnalysis.SnippetWrapper wrapper = analysis.wrapper(snippet);
      frames.remember(wrapper, line);
      className = wrapper.fullClassName();
    }
    Step step = new Step(snippet, className, line, end);
    if (!step.runs()) {
      cache.clear();
    }
    return step;
  }

  /** Another snippet changed because of the one that was evaluated. */
  private void follow(SnippetEvent event) {
    if (event.status() == Status.OVERWRITTEN && event.snippet() instanceof VarSnippet variable) {
      cache.forget(variable.name());
    } else {
      cache.clear();
    }
  }

  private Optional<Object> value(Step step, Ending ending) throws CellException {
    if (engine.isStopped()) {
      throw CellException.interrupted();
    }
    if (ending.failure() != null) {
      throw explain(ending.failure());
    }
    if (step.snippet().subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      drop(step.snippet());
    }
    return step.isShown() ? Optional.ofNullable(ending.value()) : Optional.empty();
  }

  /**
   * JShell keeps each value as {@code $1}, {@code $2}, … for ever; a cell's values are its output.
   */
  private void drop(Snippet temporary) {
    if (jshell.status(temporary) == Status.VALID) {
      jshell.drop(temporary);
    }
  }

  private CellException explain(Throwable failure) {
    if (failure instanceof SPIResolutionException) {
      String missing = jshell
          .snippets()
          .filter(each -> jshell.status(each) == Status.RECOVERABLE_DEFINED)
          .map(this::missing)
          .collect(Collectors.joining(", "));
      String value = "a method was called that uses what is not declared: " + missing;
      return new CellException("UnresolvedReferenceException", value, List.of(value));
    }
    return frames.explain(failure);
  }

  private String missing(Snippet snippet) {
    return snippet instanceof DeclarationSnippet declaration
        ? jshell.unresolvedDependencies(declaration).collect(Collectors.joining(", "))
        : "";
  }
}
