package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import dev.cellroute.testing.HeardLines;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class ReloadLogTest {
  @Test
  void aDiagnosticIsPrintedAsAtAStartBehindTheMargin() {
    Diagnostic near = Diagnostic.warning(
            "unknown-verb", "unknown verb 'GETT'", Location.cell("a.ipynb", 4, 1, 3))
        .withExcerpt("# GETT /a", 4)
        .withHelp("did you mean GET?");

    assertThat(heard(log -> log.warned(near))).isEqualTo("""
        WARN warning[unknown-verb]: unknown verb 'GETT'
          |   --> a.ipynb#cell-4:1:3
          |    |
          |  1 | # GETT /a
          |    |   ^^^^
          |    = help: did you mean GET?""");
  }

  @Test
  void aTracebackIsBehindTheMarginAndCannotPassForALine() {
    String why = "a.ipynb, cell 2: E: no\nTraceback\n\u001b[1m  2026-01-01 INFO\tall is well";

    assertThat(heard(log -> log.kept("a.ipynb", ReloadOutcome.FAILED, why))).isEqualTo("""
        WARN notebook not reloaded notebook=a.ipynb outcome=failed reason=a.ipynb, cell 2: E: no
          | Traceback
          |  [1m  2026-01-01 INFO all is well""");
  }

  @Test
  void aListThatIsWrongIsToldInOneLine() {
    List<Diagnostic> problems = List.of(
        Diagnostic.error("unknown-key", "unknown key 'x'", Location.line("c.yaml", 2, 1)),
        Diagnostic.warning("needs-restart", "another setting", Location.file("configuration")),
        Diagnostic.error("no-notebooks", "none", Location.file("configuration")));

    assertThat(heard(log -> log.listKept(problems)))
        .isEqualTo("WARN configuration not reloaded"
            + " reason=c.yaml:2: unknown key 'x'; configuration: none");
  }

  private static String heard(Consumer<ReloadLog> events) {
    try (HeardLines lines = HeardLines.of(ReloadLog.class.getName())) {
      events.accept(new ReloadLog());
      return String.join("\n---\n", lines.with(""));
    }
  }
}
