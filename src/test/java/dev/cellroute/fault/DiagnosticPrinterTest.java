package dev.cellroute.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.DiagnosticPrinter.Colour;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticPrinterTest {
  private static final Diagnostic UNKNOWN_VERB = Diagnostic.error(
          "unknown-verb",
          "unknown verb 'GETT' (did you mean GET?)",
          Location.cell("contacts.ipynb", 4, 1, 3))
      .withExcerpt("# GETT /contacts", 4)
      .withHelp("write: # GET /contacts");

  @Test
  void aDiagnosticShowsItsPlaceItsLineAndACaret() {
    assertThat(plain(UNKNOWN_VERB)).isEqualTo("""
            error[unknown-verb]: unknown verb 'GETT' (did you mean GET?)
              --> contacts.ipynb#cell-4:1:3
               |
             1 | # GETT /contacts
               |   ^^^^
               = help: write: # GET /contacts

            1 error
            """);
  }

  @Test
  void theGutterFitsTheLineNumber() {
    Diagnostic late = Diagnostic.warning("code", "message", Location.line("cellroute.yaml", 123, 5))
        .withExcerpt("    port: x", 4);

    assertThat(plain(late)).isEqualTo("""
            warning[code]: message
                --> cellroute.yaml:123:5
                 |
             123 |     port: x
                 |     ^^^^

            1 warning
            """);
  }

  @Test
  void withoutALineThereIsOnlyThePlace() {
    assertThat(plain(Diagnostic.error("no-endpoints", "none", Location.file("a.ipynb"))))
        .isEqualTo("error[no-endpoints]: none\n  --> a.ipynb\n\n1 error\n");
  }

  @Test
  void nothingIsPrintedForNothing() {
    assertThat(new DiagnosticPrinter(Colour.PLAIN).print(List.of())).isEmpty();
  }

  @Test
  void colourMarksSeverityAndGutter() {
    assertThat(new DiagnosticPrinter(Colour.ANSI).print(List.of(UNKNOWN_VERB)))
        .startsWith("\u001b[1;31merror[unknown-verb]\u001b[0m: unknown verb")
        .contains("\u001b[1;34m 1 |\u001b[0m # GETT /contacts\n")
        .contains("\u001b[1;34m  |\u001b[0m\u001b[1;31m   ^^^^\u001b[0m\n");
  }

  @Test
  void aNotebookCannotRuleTheTerminal() {
    Diagnostic evil = Diagnostic.warning(
            "code", "a\u001b[2Jb\nc", Location.cell("x\u001b.ipynb", 1, 1, 3))
        .withExcerpt("#\t\u001b[31mGET\u202e /x", 3)
        .withHelp("\u0007bell");

    assertThat(plain(evil)).isEqualTo("""
            warning[code]: a [2Jb c
              --> x .ipynb#cell-1:1:3
               |
             1 | #  [31mGET  /x
               |   ^^^
               = help:  bell

            1 warning
            """);
  }

  @Test
  void aLongLineIsCutAroundTheFault() {
    String line = "a".repeat(200) + "HERE" + "b".repeat(200);
    Diagnostic far = Diagnostic.warning("code", "message", Location.cell("x.ipynb", 1, 1, 201))
        .withExcerpt(line, 4);

    assertThat(plain(far))
        .contains(" 1 | …" + "a".repeat(30) + "HERE" + "b".repeat(66) + "…\n")
        .contains("   | " + " ".repeat(31) + "^^^^\n");
  }

  @Test
  void caretsCountCharactersAsATerminalDoes() {
    Diagnostic emoji = Diagnostic.warning("code", "message", Location.cell("x.ipynb", 1, 1, 6))
        .withExcerpt("# 😀 GET", 3);

    assertThat(plain(emoji)).contains(" 1 | # 😀 GET\n   |     ^^^\n");
  }

  @Test
  void aPlaceOutsideItsLineIsShownAllTheSame() {
    Diagnostic outside = Diagnostic.warning("code", "message", Location.cell("x.ipynb", 1, 1, 99))
        .withExcerpt("ab", 50);

    assertThat(plain(outside)).contains(" 1 | ab\n   |   ^\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 1 | 1 warning",
        "0 | 2 | 2 warnings",
        "1 | 0 | 1 error",
        "2 | 0 | 2 errors",
        "1 | 3 | 1 error, 3 warnings",
        "0 | 0 | 0 errors",
      })
  void theSummaryCounts(int errors, int warnings, String summary) {
    List<Diagnostic> all = new ArrayList<>();
    for (int i = 0; i < errors; i++) {
      all.add(UNKNOWN_VERB);
    }
    for (int i = 0; i < warnings; i++) {
      all.add(Diagnostic.warning("code", "message", Location.file("x")));
    }

    assertThat(DiagnosticPrinter.summary(all)).isEqualTo(summary);
  }

  private static String plain(Diagnostic diagnostic) {
    return new DiagnosticPrinter(Colour.PLAIN).print(List.of(diagnostic));
  }
}
