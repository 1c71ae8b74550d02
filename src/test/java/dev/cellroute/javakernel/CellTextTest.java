package dev.cellroute.javakernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextTest {
  private static final String BASE64 = "ab//cd+/".repeat(8);
  private static final String LITERAL = '"' + BASE64 + '"';
  private static final String CALL = "dev.cellroute.javakernel.Literals.text(%d)";

  @Test
  void requestLeavesTheSource() {
    CellText text =
        CellText.of("f(\"\", " + LITERAL + ", " + LITERAL + "); // GET /x\nrun(" + LITERAL + ");");

    assertThat(text)
        .isEqualTo(new CellText(
            "f(\"\", " + CALL.formatted(0) + ", " + CALL.formatted(1) + "); // GET /x\nrun("
                + LITERAL + ");",
            List.of(BASE64, BASE64)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"() -> %s", "class A { String a = %s; }", "// %s", "/* %s */", "\n%s"})
  void literalThatMayBeReadLaterStays(String cell) {
    String source = cell.replace("%s", LITERAL);

    assertThat(CellText.of(source)).isEqualTo(new CellText(source, List.of()));
  }

  @Test
  void shortOrEscapedLiteralStays() {
    String source = "f(\"" + "a".repeat(63) + "\", \"" + "a".repeat(64) + "\\n\", \"x y\")";

    assertThat(CellText.of(source)).isEqualTo(new CellText(source, List.of()));
  }

  @Test
  void tenMebibytesTakeNoTime() {
    String request = "f(" + ('"' + "eHh4".repeat(15_000) + "\", ").repeat(175) + "\"\"); // x";

    assertThat(CellText.of(request).literals()).hasSize(175);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", " \n x", "// a\nx", "/* a * b\n */ /**/x", "//a\n\n //b\n\tx"})
  void codeBeginsAfterSpaceAndComments(String cell) {
    assertThat(CellText.code(cell, 0)).isEqualTo(cell.length() - 1);
  }

  @Test
  void openCommentIsCode() {
    assertThat(CellText.code("  /* a", 0)).isEqualTo(2);
  }

  @Test
  void linesCountFromOne() {
    assertThat(List.of(
            CellText.line("a\nb\n", 0),
            CellText.line("a\nb\n", 1),
            CellText.line("a\nb\n", 2),
            CellText.line("a\nb\n", 4)))
        .containsExactly(1, 1, 2, 3);
  }
}
