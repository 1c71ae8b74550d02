package dev.cellroute.endpoint;

import static dev.cellroute.endpoint.Notebooks.compile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.EndpointOptions.Batch;
import dev.cellroute.endpoint.EndpointOptions.OnDisconnect;
import dev.cellroute.endpoint.EndpointOptions.OnError;
import dev.cellroute.fault.Diagnostic;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionCompilerTest {
  @Test
  void everyOptionIsRead() {
    Endpoint endpoint = sound("# GET /x  Here\n# summary: There\n# timeout: 1500ms\n"
        + "# lane: resident\n# concurrency: 8\n# on-disconnect: finish\nprint(1)");

    assertThat(endpoint.summary()).isEqualTo("There");
    assertThat(endpoint.options())
        .isEqualTo(new EndpointOptions(
            Optional.empty(),
            LanePreference.RESIDENT,
            Optional.of(Duration.ofMillis(1500)),
            8,
            OnDisconnect.FINISH));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch: 64 | 64 | SPLIT",
        "batch: {max: 8} | 8 | SPLIT",
        "batch: {max: 1, on-error: fail} | 1 | FAIL",
        "batch: {on-error: split, max: 1024} | 1024 | SPLIT",
      })
  void batchIsANumberOrAMapping(String option, int max, OnError onError) {
    assertThat(sound("# GET /x\n# " + option).options().batch()).contains(new Batch(max, onError));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# GET /x",
        "# GET /x\nprint(1)",
        "# GET /x\n\n# batch: 4",
        "# GET /x\nprint(1)\n# batch: 4",
        "# GET /x\n# Answers with x.",
        "# GET /x\n# Args:\n#   x: a number",
        "# GET /x\n# Returns: what it returns\n# timeout: none at all: it is a remark",
        "# GET /x\n# see http://localhost\n# batch: 4",
        "# GET /x\n# batch 4",
        "# GET /x\n# batch:4",
        "# GET /x\n#",
        "# GET /x\n#\n# - one\n# - two",
        "# GET /x\n## batch: 4",
        "# GET /x\n # batch: 4",
        "# GET /x\n%%bash\n# batch: 4",
        "# EXAMPLE GET /y\n# batch: 4",
      })
  void otherCommentsAreRemarks(String cell) {
    NotebookApi api = compile(cell, "# GET /y");

    assertThat(api.diagnostics()).isEmpty();
    assertThat(api.endpoints())
        .allSatisfy(each -> assertThat(each.options()).isEqualTo(EndpointOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# GET /x\n#batch: 4",
        "# GET /x\n# batch: 4 # at most",
        "# GET /x\n#\n# batch:\n#   # A remark in YAML\n#   max: 4",
        "# GET /x\n# batch: 4\n#",
        "# GET /x\n# batch: 4\n\n# A remark.",
        "# GET /x\n# batch: 4\nif RESPONSE == 1: answer.RESPONSE = 2",
      })
  void optionsEndAtTheFirstLineThatIsNoComment(String cell) {
    assertThat(sound(cell).options().batch()).contains(new Batch(4, OnError.SPLIT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"java | //", "sql | --", "clojure | ;;", "clojure | ;", "octave | %", "php | #"})
  void optionsAreWrittenInTheCommentStyleOfTheLanguage(String language, String prefix) {
    String cell = "%s GET /x\n%s batch:\n%s   max: 3".replace("%s", prefix);
    NotebookApi api = compile(Notebooks.of(language, cell));

    assertThat(api.diagnostics()).isEmpty();
    assertThat(api.endpoints().get(0).options().batch()).contains(new Batch(3, OnError.SPLIT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batch: 0 | invalid-option | 'batch: 0 (expected: a whole number from 1 to 1024,"
            + " or {max: N, on-error: split|fail})'",
        "batch: [4] | invalid-option | 'batch: a list (expected: a whole number from 1 to 1024,"
            + " or {max: N, on-error: split|fail})'",
        "batch: {max: many} | invalid-option | batch.max: many"
            + " (expected: a whole number from 1 to 1024)",
        "batch: {on-error: fail} | invalid-option | batch.max: a mapping"
            + " (expected: a whole number from 1 to 1024)",
        "batch: {max: 2, on-error: skip} | invalid-option | batch.on-error: skip"
            + " (expected: one of split, fail)",
        "batch: {max: 2, on-eror: fail} | unknown-option |"
            + " unknown option 'on-eror' (did you mean on-error?)",
        "batch: {max: 2, max: 3} | duplicate-option | option batch.max is given twice",
        "timeout: | invalid-option | timeout: nothing"
            + " (expected: a duration from 1ms to 1d, such as 500ms, 60s, 5m or 1h)",
        "timeout: 2d | invalid-option | timeout: 2d"
            + " (expected: a duration from 1ms to 1d, such as 500ms, 60s, 5m or 1h)",
        "lane: fast | invalid-option | lane: fast (expected: one of auto, resident, jupyter)",
        "concurrency: -1 | invalid-option | concurrency: -1"
            + " (expected: a whole number from 1 to 1024)",
        "concurrency: {} | invalid-option | concurrency: a mapping"
            + " (expected: a whole number from 1 to 1024)",
        "summary: [a] | invalid-option | summary: a list (expected: a text)",
        "lane: *auto | malformed-option | aliases (*name) are not supported",
      })
  void aWrongOptionIsAnError(String option, String code, String message) {
    NotebookApi api = compile("# GET /x\n# " + option);

    assertThat(api.diagnostics()).singleElement().satisfies(found -> {
      assertThat(found.severity()).isEqualTo(Diagnostic.Severity.ERROR);
      assertThat(found.code()).isEqualTo(code);
      assertThat(found.message()).isEqualTo(message.replaceAll("\\s+", " "));
      assertThat(found.location().line()).isEqualTo(2);
    });
    assertThat(api.endpoints().get(0).options()).isEqualTo(EndpointOptions.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"params: {}", "stream: true"})
  void anOptionOfALaterVersionIsAWarning(String option) {
    NotebookApi api = compile("# GET /x\n# batch: 4\n# " + option);

    assertThat(api.diagnostics())
        .extracting(Diagnostic::severity, Diagnostic::code, Diagnostic::message)
        .containsExactly(tuple(
            Diagnostic.Severity.WARNING,
            "unsupported-option",
            "option " + option.substring(0, option.indexOf(':'))
                + " is not supported yet and has no effect"));
    assertThat(api.endpoints().get(0).options().batch()).isPresent();
  }

  @Test
  void everyMistakeOfABlockIsFoundAtItsPlace() {
    NotebookApi api = compile("# GET /x\n# batch: 4\n# tiemout: 5s\n#\n# lane: slow");

    assertThat(Notebooks.printed(api)).isEqualTo("""
            error[unknown-option]: unknown option 'tiemout' (did you mean timeout?)
              --> test.ipynb#cell-1:3:3
               |
             3 | # tiemout: 5s
               |   ^^^^^^^
               = help: the options are summary, timeout, lane, batch, concurrency, on-disconnect

            error[invalid-option]: lane: slow (expected: one of auto, resident, jupyter)
              --> test.ipynb#cell-1:5:9
               |
             5 | # lane: slow
               |         ^^^^
               = help: an empty line above it makes it a remark

            2 errors
            """);
  }

  @Test
  void aRemarkBelowOptionsIsNotYaml() {
    NotebookApi api = compile("# GET /x\n# batch: 4\n# One remark\n# Another: one");

    assertThat(api.diagnostics())
        .singleElement()
        .satisfies(found -> assertThat(found.code()).isEqualTo("malformed-option"))
        .satisfies(found -> assertThat(found.message()).startsWith("not YAML: "))
        .satisfies(found -> assertThat(found.location().line()).isBetween(3, 4));
  }

  @Test
  void aRemarkThatIsNearlyAnOptionIsAWarning() {
    NotebookApi api = compile("# GET /x\n# Timeout: 5s");

    assertThat(api.diagnostics())
        .singleElement()
        .satisfies(found -> assertThat(found.isError()).isFalse())
        .satisfies(found ->
            assertThat(found.message()).isEqualTo("'Timeout' is no option (did you mean timeout?)"))
        .satisfies(found -> assertThat(found.help())
            .isEqualTo("as it stands it is a remark and has no effect; write: # timeout: 5s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeout: 5 | timeout: 5s",
        "timeout: 5 seconds | timeout: 5s",
        "timeout: 2.5s | timeout: 2500ms",
        "timeout: 1.5 | timeout: 1500ms",
        "timeout: 10 Min | timeout: 10m",
        "timeout: 1H | timeout: 1h",
        "lane: Resident | lane: resident",
        "lane: jupiter | lane: jupyter",
        "on-disconnect: Finish | on-disconnect: finish",
      })
  void whereOneFormIsObviousTheHelpWritesIt(String option, String written) {
    assertThat(help("# GET /x\n# " + option)).isEqualTo("write: # " + written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeout: 5000",
        "timeout: 0",
        "timeout: 48 hours",
        "timeout: 0.5ms",
        "timeout: a while",
        "timeout: [5s]",
        "lane: fast",
        "batch: sixty",
        "concurrency: 0",
      })
  void whereNoneIsObviousTheHelpSaysHowToMakeItARemark(String option) {
    assertThat(help("# GET /x\n# " + option)).isEqualTo("an empty line above it makes it a remark");
  }

  @Test
  void theHelpWritesInTheCommentStyleOfTheCell() {
    NotebookApi api = compile(Notebooks.of("java", "//GET /x", "// GET /x\n//timeout: 5"));

    assertThat(api.diagnostics())
        .extracting(Diagnostic::help)
        .containsExactly("write: // GET /x", "write: // timeout: 5s");
  }

  @Test
  void aMistypedFirstOptionAboveAnotherIsAnError() {
    assertThat(codes("# GET /x\n# tiemout: 5s\n# batch: 4")).isEqualTo("unknown-option");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RESPONSE = {} | conflicting-option",
        "RESPONSE['status'] = 4 | conflicting-option",
        "x = 1; RESPONSE={} | conflicting-option",
        "RESPONSE <- list() | conflicting-option",
        "print(RESPONSE) | ''",
        "if RESPONSE == 2: pass | ''",
      })
  void batchAndResponseExcludeEachOther(String line, String code) {
    assertThat(codes("# GET /x\n# batch: 4\n" + line)).isEqualTo(code);
  }

  @Test
  void batchAndResponseInfoExcludeEachOther() {
    assertThat(codes("# GET /x\n# batch: 4", "# ResponseInfo GET /x"))
        .isEqualTo("conflicting-option");
  }

  @Test
  void batchAndConcurrencyExcludeEachOther() {
    assertThat(codes("# GET /x\n# batch: 4\n# concurrency: 2")).isEqualTo("conflicting-option");
    assertThat(codes("# GET /x\n# batch: 4\n# concurrency: 1")).isEmpty();
  }

  @Test
  void concurrencyAndTheJupyterLaneExcludeEachOther() {
    assertThat(codes("# GET /x\n# lane: jupyter\n# concurrency: 2"))
        .isEqualTo("conflicting-option");
    assertThat(codes("# GET /x\n# lane: jupyter\n# concurrency: 1")).isEmpty();
    assertThat(codes("# GET /x\n# lane: auto\n# concurrency: 2")).isEmpty();
  }

  @Test
  void theResidentLaneIsForPython() {
    assertThat(compile(Notebooks.of("bash", "# GET /x\n# lane: resident")).diagnostics())
        .singleElement()
        .satisfies(found -> assertThat(found.message())
            .isEqualTo("lane: resident in a notebook in the language 'bash'"));
    assertThat(compile(Notebooks.of("bash", "# GET /x\n# lane: jupyter")).diagnostics())
        .isEmpty();
    assertThat(compile(Notebooks.of("", "# GET /x\n# lane: resident")).diagnostics())
        .isEmpty();
  }

  @Test
  void onlyTheFirstOfJoinedCellsHasOptions() {
    assertThat(codes("# GET /x\n# batch: 4", "# GET /x\n# batch: 4")).isEqualTo("misplaced-option");
    assertThat(codes("# GET /x", "# GET /x\n# lane: auto")).isEqualTo("misplaced-option");
  }

  @Test
  void responseInfoHasNoOptions() {
    assertThat(codes("# GET /x", "# ResponseInfo GET /x\n# lane: auto"))
        .isEqualTo("misplaced-option");
  }

  @Test
  void wrongOptionsAreRemarksInANotebookOfKernelGateway() {
    NotebookApi api =
        compile("# GET /x\n# body: a JSON object", "# GET /:a/:a").withOptionsOrRemarks();

    assertThat(api.diagnostics())
        .extracting(each -> each.code() + " " + each.severity())
        .containsExactly("unsupported-option WARNING", "invalid-path ERROR");
    assertThat(api.endpoints()).hasSize(1);
  }

  private static Endpoint sound(String cell) {
    NotebookApi api = compile(cell);
    assertThat(api.diagnostics()).isEmpty();
    return api.endpoints().get(0);
  }

  private static String help(String cell) {
    return String.join(
        "; ", compile(cell).diagnostics().stream().map(Diagnostic::help).toList());
  }

  private static String codes(String... cells) {
    return String.join(
        ", ", compile(cells).diagnostics().stream().map(Diagnostic::code).toList());
  }
}
