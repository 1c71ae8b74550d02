package dev.cellroute.endpoint;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds the options of an endpoint in the block below its first annotation, and holds them against
 * the rest of the endpoint. An endpoint whose block is wrong has none. Pure.
 */
final class OptionCompiler {
  private static final Pattern ASSIGNS_RESPONSE =
      Pattern.compile("(?<![.\\w])RESPONSE\\b\\s*(?:\\[[^\\]\n]*\\]\\s*)?(?:=(?!=)|<-|:=)");

  private final CommentSyntax syntax;
  private final String language;
  private final Consumer<Diagnostic> report;

  /** {@code language} is the notebook's, or empty where nobody knows it. */
  OptionCompiler(CommentSyntax syntax, String language, Consumer<Diagnostic> report) {
    this.syntax = syntax;
    this.language = language;
    this.report = report;
  }

  /** What a block says; {@code summary} may be empty. */
  record Declared(String summary, EndpointOptions options) {
    static final Declared NOTHING = new Declared("", EndpointOptions.DEFAULT);
  }

  Declared declared(List<AnnotatedCell> cells, List<AnnotatedCell> infos) {
    cells.stream().skip(1).forEach(cell -> misplaced(cell, "only the first of the joined cells"));
    infos.forEach(cell -> misplaced(cell, "the endpoint's cell, not its ResponseInfo,"));
    OptionBlock block = OptionBlock.below(cells.get(0), syntax);
    block.nearMiss().ifPresent(report);
    return block.hasOptions() ? read(block, cells, infos) : Declared.NOTHING;
  }

  private Declared read(OptionBlock block, List<AnnotatedCell> cells, List<AnnotatedCell> infos) {
    List<Diagnostic> mistakes = new ArrayList<>();
    OptionReader reader = new OptionReader(block, mistakes::add);
    reader.read();
    checkBatch(reader, cells, infos);
    checkLane(reader);
    mistakes.forEach(report);
    return mistakes.stream().noneMatch(Diagnostic::isError)
        ? new Declared(reader.summary(), reader.options())
        : Declared.NOTHING;
  }

  private void checkBatch(
      OptionReader reader, List<AnnotatedCell> cells, List<AnnotatedCell> infos) {
    if (reader.options().batch().isEmpty()) {
      return;
    }
    if (!infos.isEmpty()) {
      reader.conflict(
          OptionKey.BATCH,
          "batch together with a ResponseInfo cell",
          "an answer of a batch may be an object with status, headers and body");
    }
    if (cells.stream().anyMatch(this::assignsResponse)) {
      reader.conflict(
          OptionKey.BATCH,
          "batch together with RESPONSE",
          "print one answer for each request; it may be an object with status, headers and body");
    }
    if (reader.options().concurrency() > 1) {
      reader.conflict(
          OptionKey.CONCURRENCY, "concurrency together with batch", "one of the two will do");
    }
    if (reader.options().onDisconnect() == OnDisconnect.FINISH) {
      reader.conflict(
          OptionKey.ON_DISCONNECT,
          "on-disconnect: finish together with batch",
          "a batch runs on while one of its callers is there");
    }
  }

  private boolean assignsResponse(AnnotatedCell cell) {
    return cell.cell()
        .source()
        .lines()
        .filter(line -> !syntax.acceptPrefix(new Scanner(line.stripLeading())))
        .anyMatch(line -> ASSIGNS_RESPONSE.matcher(line).find());
  }

  private void checkLane(OptionReader reader) {
    boolean isPython = Language.of(language).filter(Language.PYTHON::equals).isPresent();
    if (reader.options().lane() == LanePreference.RESIDENT && !language.isEmpty() && !isPython) {
      reader.conflict(
          OptionKey.LANE,
          "lane: resident in a notebook in the language '" + language + "'",
          "the resident lane is for Python; write auto or jupyter");
    }
    if (reader.options().lane() == LanePreference.JUPYTER && reader.options().concurrency() > 1) {
      reader.conflict(
          OptionKey.CONCURRENCY,
          "concurrency together with lane: jupyter",
          "calls overlap on the resident lane only");
    }
  }

  private void misplaced(AnnotatedCell cell, String owner) {
    OptionBlock block = OptionBlock.below(cell, syntax);
    if (block.hasOptions()) {
      String message = owner + " has options";
      SourceLine first = block.lines().get(0).source();
      report.accept(block
          .error("misplaced-option", message, 0, 0, first.text().length())
          .withHelp("move them below the endpoint's first annotation"));
    }
  }
}
