package dev.cellroute.endpoint;

import static dev.cellroute.endpoint.Notebooks.compile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.notebook.Cell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookCompilerTest {
  @Test
  void annotatedCellsAreEndpointsAndTheOthersSeeds() {
    NotebookApi api = compile("import json", "# GET /x  One\nprint(1)", "x = 2");

    assertThat(api.endpoints())
        .containsExactly(new Endpoint(
            Verb.GET,
            PathTemplate.parse("/x"),
            "One",
            List.of(code(2, "# GET /x  One\nprint(1)")),
            List.of()));
    assertThat(api.seedCells()).containsExactly(code(1, "import json"), code(3, "x = 2"));
    assertThat(api.diagnostics()).isEmpty();
  }

  @Test
  void cellsOfOneVerbAndPathAreJoinedInNotebookOrder() {
    NotebookApi api = compile("# GET /x\na = 1", "b = 2", "# GET /x  Late summary\nprint(a)");

    assertThat(api.endpoints()).hasSize(1);
    assertThat(api.endpoints().get(0).summary()).isEqualTo("Late summary");
    assertThat(api.endpoints().get(0).program().source())
        .isEqualTo("# GET /x\na = 1\n# GET /x  Late summary\nprint(a)");
    assertThat(numbers(api.seedCells())).containsExactly(2);
  }

  @Test
  void responseInfoCellsBelongToTheirEndpointAndAreJoined() {
    NotebookApi api =
        compile("# ResponseInfo GET /x\na", "# GET /x\nb", "# ResponseInfo GET /x\nc", "# PUT /x");

    assertThat(api.endpoints().get(0).responseInfoProgram().source())
        .isEqualTo("# ResponseInfo GET /x\na\n# ResponseInfo GET /x\nc");
    assertThat(api.endpoints().get(1).responseInfoProgram().isEmpty()).isTrue();
    assertThat(api.diagnostics()).isEmpty();
  }

  @Test
  void examplesAreNeitherEndpointsNorSeeds() {
    Cell tagged = new Cell(3, Cell.Type.CODE, "REQUEST = '{}'", List.of("example"));
    NotebookApi api = compile(Notebooks.of(
        "python",
        List.of(
            code(1, "# GET /x/:id"), code(2, "# EXAMPLE GET /x/3?lang=la\nREQUEST = 1"), tagged)));

    assertThat(api.endpoints()).hasSize(1);
    assertThat(api.seedCells()).isEmpty();
    assertThat(api.diagnostics()).isEmpty();
  }

  @Test
  void cellsWithoutTextAreNoSeeds() {
    assertThat(compile("# GET /x", "", " \n\t").seedCells()).isEmpty();
  }

  @Test
  void theMostSpecificEndpointComesFirst() {
    NotebookApi api = compile(
        "# GET /*rest", "# GET /a/:b", "# GET /:a/b", "# PUT /a/b", "# GET /a/b", "# GET /");

    assertThat(api.endpoints())
        .extracting(endpoint -> endpoint.verb() + " " + endpoint.path())
        .containsExactly("GET /", "PUT /a/b", "GET /a/b", "GET /a/:b", "GET /:a/b", "GET /*rest");
  }

  @Test
  void commentLinesBelowAnAnnotationAreLeftAlone() {
    NotebookApi api =
        compile("# GET /x\n# What it does: a lot.\n# : [broken\n# timeout: a: b\nprint(1)");

    assertThat(api.diagnostics()).isEmpty();
    assertThat(api.endpoints()).hasSize(1);
  }

  @Test
  void aCellMagicMayFollowTheAnnotation() {
    NotebookApi api = compile("# GET /x\n%%bash\necho hello");

    assertThat(api.diagnostics()).isEmpty();
    assertThat(api.endpoints().get(0).program().source()).isEqualTo("# GET /x\n%%bash\necho hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python | #",
        "R | #",
        "julia | #",
        "ruby | #",
        "perl | #",
        "bash | #",
        "Java | //",
        "scala | //",
        "kotlin | //",
        "groovy | //",
        "javascript | //",
        "typescript | //",
        "go | //",
        "rust | //",
        "C# | //",
        "F# | //",
        "C++17 | //",
        "php | //",
        "php | #",
        "sql | --",
        "haskell | --",
        "lua | --",
        "clojure | ;;",
        "clojure | ;",
        "matlab | %",
        "octave | %",
        "octave | #",
      })
  void theLanguageDecidesThePrefix(String language, String prefix) {
    NotebookApi api = compile(Notebooks.of(language, prefix + " GET /x"));

    assertThat(api.endpoints()).hasSize(1);
    assertThat(api.diagnostics()).isEmpty();
  }

  @Test
  void thePrefixOfAnotherLanguageMakesNoEndpoint() {
    NotebookApi api = compile(Notebooks.of("scala", "// GET /x", "# GET /hash"));

    assertThat(api.endpoints()).hasSize(1);
    assertThat(numbers(api.seedCells())).containsExactly(2);
  }

  @Test
  void theKernelspecsLanguageCountsWhereTheNotebookNamesNone() {
    NotebookApi api =
        NotebookCompiler.compile(Notebooks.of("", "-- GET /x"), "sql", Optional.empty());

    assertThat(api.endpoints()).hasSize(1);
  }

  @Test
  void withoutAnyLanguageItIsTheHashSign() {
    assertThat(compile(Notebooks.of("", "# GET /x")).diagnostics()).isEmpty();
  }

  @Test
  void aGivenPrefixOverridesTheLanguage() {
    NotebookApi api = NotebookCompiler.compile(
        Notebooks.of("python", "REM GET /x", "# GET /y"), "", Optional.of("REM"));

    assertThat(api.endpoints()).extracting(each -> each.path().text()).containsExactly("/x");
  }

  @Test
  void nearMissesRunAsSeedsInOrder() {
    NotebookApi api = compile(
        "# GET /ran",
        "# get /a",
        "#GET /b",
        " # GET /c",
        "\n# GET /d",
        "## GET /e",
        "# GET no-slash",
        "# FETCH /f",
        "x = 1\n# GET /g",
        "# ResponseInfo GET /orphan");

    assertThat(numbers(api.seedCells())).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(api.diagnostics()).noneMatch(Diagnostic::isError);
    assertThat(api.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(
            "unknown-verb",
            "missing-blank",
            "indented-annotation",
            "misplaced-annotation",
            "comment-prefix",
            "missing-path",
            "unknown-verb",
            "misplaced-annotation",
            "orphan-response-info");
  }

  @ParameterizedTest
  @CsvSource({"sp ace/:x, ace/:x", "files  all/*rest More, all/*rest", "my docs/all, docs/all"})
  void aSummaryThatGoesOnLikeAPathIsAWarning(String path, String word) {
    NotebookApi api = compile("# GET /" + path);

    assertThat(api.diagnostics()).singleElement().satisfies(found -> {
      assertThat(found.isError()).isFalse();
      assertThat(found.code()).isEqualTo("blank-in-path");
      assertThat(found.message())
          .isEqualTo("the path ends at the blank; '" + word + "' is its summary");
      assertThat(found.location().column()).isEqualTo(8 + path.indexOf(word));
      assertThat(found.help())
          .isEqualTo("a blank in a path is written %20: /" + path.substring(0, path.indexOf(' '))
              + "%20" + word);
    });
    assertThat(api.endpoints()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"One of many", "and/or more", "https://x.org/y", "See x/:y", "Price in €/kg"})
  void aSummaryThatIsProseIsNone(String summary) {
    assertThat(compile("# GET /x  " + summary).diagnostics()).isEmpty();
  }

  @Test
  void aHugeCellOfAnnotationsIsReportedWithinBounds() {
    NotebookApi api = compile("x = 1" + "\n# GET /x".repeat(10_000), "# GET /y");

    assertThat(api.diagnostics()).hasSize(10);
  }

  private static Cell code(int number, String source) {
    return new Cell(number, Cell.Type.CODE, source, List.of());
  }

  private static List<Integer> numbers(List<Cell> cells) {
    return cells.stream().map(Cell::number).toList();
  }
}
