package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.NotebookCompiler;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.DiagnosticPrinter;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Language;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.testing.Document;
import dev.cellroute.testing.Document.Block;
import dev.cellroute.testing.Sources;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cells and diagnostics of the documentation are what the compiler takes and gives. */
final class DocumentedCellsTest {
  private static final Set<String> CHECKED = Set.of(
      "config",
      "notebook",
      "endpoint",
      "deployment",
      "kernelspec",
      "environment",
      "security",
      "http",
      "cli");

  /** A diagnostic's code is the first or second argument of what makes one. */
  private static final Pattern CODE = Pattern.compile(
      "(?:\\b(?:error|warning|miss|problem|invalid"
          + "|accept|PathProblem)\\(\\s*(?:[\\w.()]+,\\s*)?|(?:NOT_FOUND|CODE) = )\"([a-z]+(?:-[a-z0-9]+)*)\"\\s*[,;]");

  private static final Pattern PRINTED = Pattern.compile(
      "(\\w+\\[[a-z-]+]: .*\\n +--> (\\S+?)#cell-(\\d+):1:\\d+\\n +\\|\\n +1 \\| (.*)\\n(?: .*\\n?)+)");

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyCellThatIsShownCompilesWithoutADiagnostic(Document document) {
    List<String> languages = document.blocks().stream()
        .map(Block::language)
        .filter(language -> Language.of(language).isPresent() && !language.equals("bash"))
        .distinct()
        .toList();

    assertThat(languages)
        .allSatisfy(language -> assertThat(
                compile("shown.ipynb", language, cells(document, language)).diagnostics())
            .isEmpty());
  }

  private static List<String> cells(Document document, String language) {
    return document.blocks().stream()
        .filter(block -> block.language().equals(language))
        .map(Block::text)
        .toList();
  }

  @Test
  void everyDiagnosticThatIsShownIsPrintedLikeThat() {
    List<MatchResult> shown = Document.all().stream()
        .flatMap(document -> document.blocks().stream())
        .flatMap(block -> PRINTED.matcher(block.text()).results())
        .toList();

    assertThat(shown).hasSizeGreaterThan(1).allSatisfy(found -> {
      List<String> cells =
          new ArrayList<>(Collections.nCopies(Integer.parseInt(found.group(3)) - 1, "x = 1"));
      cells.add(found.group(4));
      assertThat(printed(compile(found.group(2), "python", cells)))
          .contains(found.group(1).strip());
    });
  }

  @Test
  void everyCellOfTheTableGivesTheDiagnosticOfItsRow() {
    List<List<String>> rows = Document.page("annotations").table("Code").stream()
        .filter(row -> !row.get(2).equals("–"))
        .toList();

    assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
      List<String> cells = new ArrayList<>(List.of("# GET /fine"));
      Document.spans(row.get(2)).forEach(cell -> cells.add(cell.replace('⏎', '\n')));
      assertThat(compile("table.ipynb", "python", cells).diagnostics())
          .extracting(each -> "`" + each.code() + "` " + each.severity())
          .containsExactly(row.get(0) + " " + severity(row));
    });
  }

  private static Diagnostic.Severity severity(List<String> row) {
    return row.get(1).equals("error") ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING;
  }

  @Test
  void everyDiagnosticIsListed() {
    Set<String> listed = Stream.of("annotations", "configuration")
        .flatMap(page -> Document.page(page).table("Code").stream())
        .flatMap(row -> Document.spans(row.get(0)).stream())
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(listed).isEqualTo(Sources.findAll(CODE, CHECKED::contains));
  }

  @Test
  void everyLanguageIsListedWithItsPrefixes() {
    Set<Language> listed = new TreeSet<>();
    for (List<String> row : Document.page("annotations").table("Prefix")) {
      for (String name : Document.spans(row.get(1))) {
        Language language = Language.of(name).orElseThrow();
        assertThat(language.commentPrefixes()).isEqualTo(Document.spans(row.get(0)));
        listed.add(language);
      }
    }

    assertThat(listed).containsExactly(Language.values());
  }

  private static NotebookApi compile(String name, String language, List<String> sources) {
    List<Cell> cells = new ArrayList<>();
    sources.forEach(
        source -> cells.add(new Cell(cells.size() + 1, Cell.Type.CODE, source, List.of())));
    Notebook notebook = new Notebook(name, Path.of("/"), "", language, cells, Buffer.buffer());
    return NotebookCompiler.compile(notebook, "", Optional.empty());
  }

  private static String printed(NotebookApi api) {
    return new DiagnosticPrinter(DiagnosticPrinter.Colour.PLAIN).print(api.diagnostics());
  }
}
