package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlLayerTest {
  private final List<Diagnostic> found = new ArrayList<>();

  @Test
  void valuesKnowTheirPlace() {
    Layer layer = parse("http:\n  port: 80\n");

    Place place = new Place(Location.line("c.yaml", 2, 9), "  port: 80", 2);
    assertThat(layer)
        .isEqualTo(new Layer(Map.of("http.port", new Given("80", place)), Optional.empty()));
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "'http: {port: 1, port: 2}'     | c.yaml:1: http.port is given twice (first at c.yaml:1)",
        "'http.port: 1\nhttp: {port: 2}'| c.yaml:2: http.port is given twice (first at c.yaml:1)",
        "'notebooks: []\nnotebooks: []' | c.yaml:2: notebooks is given twice",
        "'http: 80'                     | c.yaml:1: http: 80 (expected: a mapping of keys to values)",
        "'- http'                       | c.yaml:1: the file: a list (expected: a mapping of keys to values)",
        "'notebooks: a.ipynb'           | c.yaml:1: notebooks: a.ipynb (expected: a list of at most 1000 notebooks)",
        "'notebooks: [[a]]'             | c.yaml:1: notebooks[]: a list (expected: a mapping of keys to values)",
        "'http: {port: {a: b}}'         | c.yaml:1: http.port: a mapping (expected: a whole number from 0 to 65535)",
        "'compat: null'                  | c.yaml:1: compat: nothing (expected: one of none, jkg)",
        "'http.static:'                 | c.yaml:1: http.static: nothing (expected: a path)",
        "'notebooks: [{environment: 1}]'| c.yaml:1: notebooks[].environment: 1 (expected: a mapping of keys to values)",
        "'notebooks: [{environment: {A=B: 1}}]'| c.yaml:1: notebooks[].environment: A=B (expected: a variable's name)",
        "'notebooks: [{environment: {A: }}]'   | c.yaml:1: A: nothing (expected: a text)",
        "'? [a]\n: b'                   | c.yaml:1: unknown key ?",
        "'mystery: 1'                   | c.yaml:1: unknown key mystery",
        "'notebooks[].path: a'          | c.yaml:1: unknown key notebooks[].path",
        "'http: {port: 80\nnotebooks:'  | c.yaml:2: not YAML: expected ',' or '}', but got :",
        "'a: *b'                        | c.yaml:1: aliases (*name) are not supported",
        "'a: 1\n---\nb: 2'              | c.yaml:2: not YAML: but found another document",
      })
  void mistakesAreReportedWithTheirLine(String text, String message) {
    parse(text);

    assertThat(found.stream().map(each -> each.location() + ": " + each.message()))
        .containsExactly(message);
  }

  @Test
  void anEmptyFileSaysNothing() {
    assertThat(parse("# only a comment\n")).isEqualTo(Layer.EMPTY);
    assertThat(parse("http:\nnotebooks:\n")).isEqualTo(Layer.EMPTY);
    assertThat(found).isEmpty();
  }

  @Test
  void aListOfTextsIsTheSameAsItsElementsSeparatedByCommas() {
    Layer layer = parse("security: {cors: {allow-origin: [https://a.example, https://b.example]}}");

    assertThat(layer.values())
        .extractingByKey("security.cors.allow-origin")
        .extracting("text")
        .isEqualTo("https://a.example, https://b.example");
  }

  @Test
  void anElementOfTheListMayBeABarePath() {
    Layer layer = parse("notebooks:\n  - a.ipynb\n");

    assertThat(layer.notebooks().orElseThrow().get(0).values())
        .extractingByKey("notebooks[].path")
        .extracting("text")
        .isEqualTo("a.ipynb");
  }

  @Test
  void deepNestingIsRefusedBeforeItCanHurt() {
    parse("[".repeat(100_000));

    assertThat(found.stream().map(Diagnostic::message))
        .containsExactly("nested deeper than 16 levels");
  }

  @Test
  void theValueOfAnUnknownKeyIsNotShown() {
    parse("http:\n  pasword: hunter2\n");

    assertThat(found.get(0).excerpt()).isEqualTo("  pasword");
    assertThat(found.toString()).doesNotContain("hunter2");
  }

  private Layer parse(String text) {
    return YamlLayer.parse("c.yaml", text, found::add);
  }
}
