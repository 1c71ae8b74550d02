package dev.cellroute.javakernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cellroute.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In this process, as the kernel does it in its own. */
@SuppressWarnings("NullAway.Init")
class ShellTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Shell shell;

  @BeforeAll
  static void startOnce() {
    shell = Shell.start("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 1 | 2",
        "int a1 = 5; a1 | 5",
        "int a2 = 5 | ",
        "int a3; a3 = 7 | ",
        "1 + 1; | ",
        "int a4 = 1; a4++ | 1",
        "// nothing here | ",
        "'' | ",
        "(Object) null | ",
        "List.of(1, 2).stream().map(i -> i * 2).toList() | [2, 4]",
        "Math.max(1, 2) // why | 2",
        "\"text\" | text",
      })
  void valueOfACellIsItsLastExpression(String cell, String value) throws CellException {
    assertThat(shell.run(cell).map(String::valueOf)).isEqualTo(Optional.ofNullable(value));
  }

  @Test
  void variablesLiveOn() throws CellException {
    shell.run("var lived = new ArrayList<String>();");
    shell.run("lived.add(\"a\");");

    assertThat(shell.run("lived")).contains(List.of("a"));
  }

  @Test
  void cellThatRunsAgainDoesEverythingAgain() throws CellException {
    shell.run("int total = 0; String REQUEST1 = \"\";");
    String cell = "// GET /x\nint step = total + 1;\ntotal = step;\nstep";

    assertThat(List.of(shell.run(cell), shell.run(cell), shell.run(cell)))
        .containsExactly(Optional.of(1), Optional.of(2), Optional.of(3));
  }

  @Test
  void cellSeesWhatWasDeclaredAnew() throws CellException {
    shell.run("int base = 1; int twice(int x) { return 2 * x; }");
    String direct = "base + 10";
    String through = "twice(base)";
    List<Object> seen = new ArrayList<>(List.of(value(direct), value(through)));

    shell.run("int base = 5;");
    seen.addAll(List.of(value(direct), value(through)));
    shell.run("String base = \"s\";");
    seen.add(value(direct));
    shell.run("int base = 4; int twice(int x) { return 3 * x; }");
    seen.add(value(through));

    assertThat(seen).containsExactly(11, 2, 15, 10, "s10", 12);
  }

  @Test
  void variableBehindAMethodIsSeenAnewToo() throws CellException {
    shell.run("int hidden = 1; int reveal() { return hidden; }");
    List<Object> seen = new ArrayList<>(List.of(value("reveal()")));

    shell.run("int hidden = 2;");
    seen.add(value("reveal()"));

    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void variableWithoutAValueIsSetBackEachTime() throws CellException {
    String cell = "int fresh; fresh++; fresh";

    assertThat(List.of(value(cell), value(cell))).containsExactly(1, 1);
  }

  @Test
  void twoCellsMayDeclareTheSameName() throws CellException {
    String number = "var shared = 1; shared";
    String text = "var shared = \"s\"; shared";

    assertThat(List.of(value(number), value(text), value(number), value(number), value(text)))
        .containsExactly(1, "s", 1, 1, "s");
  }

  @Test
  void longLiteralsReachTheCell() throws CellException {
    shell.run("String DOCUMENT = \"\";");
    String one = "DOCUMENT = String.join(\"\", \"%s\", \"%s\"); DOCUMENT.length()";

    Object large = value(one.formatted("a".repeat(60_000), "b".repeat(60_000)));
    Object larger = value(one.formatted("c".repeat(70_000), "d".repeat(64)));

    assertThat(List.of(large, larger, value("DOCUMENT.substring(69_999, 70_001)")))
        .containsExactly(120_000, 70_064, "cd");
  }

  @Test
  void compilerErrorNamesTheLineOfTheCell() {
    CellException failure = failure("int fine = 1;\n\n// note\n  foo(fine);\n");

    assertThat(failure.name()).isEqualTo("CompilationException");
    assertThat(failure.value()).isEqualTo("line 4: cannot find symbol; symbol: method foo(int)");
    assertThat(failure.traceback())
        .containsExactly(
            "error: cannot find symbol; symbol: method foo(int)",
            "    at cell line 4:   foo(fine);",
            "                      ^");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "if (true) { | line 1: the cell ends where Java expects more, such as a brace or a quote",
        "/* open | line 1: the cell ends where Java expects more, such as a brace or a quote",
        "Strin s = null; | line 1: cannot find symbol; symbol: class Strin",
        "int x = \"s\"; | line 1: incompatible types: java.lang.String cannot be converted to int",
      })
  void mistakesAreExplained(String cell, String value) {
    assertThat(failure(cell).value()).isEqualTo(value);
  }

  @Test
  void exceptionNamesTheLinesOfTheCell() {
    CellException failure = failure("""
        int divide(int a, int b) {
          return a / b;
        }

        // now
        int quotient =
            divide(1, 0);
        """);

    assertThat(failure.name()).isEqualTo("ArithmeticException");
    assertThat(failure.value()).isEqualTo("/ by zero");
    assertThat(failure.traceback())
        .containsExactly(
            "java.lang.ArithmeticException: / by zero",
            "    at divide, cell line 2",
            "    at cell line 7");
  }

  @Test
  void methodOfAnEarlierCellIsNamedAsSuch() throws CellException {
    shell.run(
        "\nint fail() {\n  throw new IllegalStateException(\"no\", new Exception(\"why\"));\n}");

    String cell = "int unused1 = 0;\nfail();";
    List<String> first = failure(cell).traceback();

    assertThat(first)
        .containsExactly(
            "java.lang.IllegalStateException: no",
            "    at fail, earlier cell line 3",
            "    at cell line 2",
            "Caused by: java.lang.Exception: why",
            "    at fail, earlier cell line 3",
            "    at cell line 2");
    assertThat(failure(cell).traceback()).isEqualTo(first);
  }

  @Test
  void repeatedCellStillNamesItsOwnLines() throws CellException {
    shell.run("int times = 0;");
    String cell = "times++;\n\nint rest = 1 / (3 - times);";
    shell.run(cell);
    shell.run(cell);

    assertThat(failure(cell).traceback())
        .containsExactly("java.lang.ArithmeticException: / by zero", "    at cell line 3");
  }

  @Test
  void firstFailureOfADeclarationCounts() {
    assertThat(failure("int m1 = 1, m2 = 1 / 0, m3 = 3;").name()).isEqualTo("ArithmeticException");
  }

  @Test
  void classesOfCellsKeepTheirShortNames() {
    CellException failure =
        failure("class Trouble extends RuntimeException {}\nthrow new Trouble();");

    assertThat(failure.name()).isEqualTo("Trouble");
    assertThat(failure.traceback()).containsExactly("Trouble", "    at cell line 2");
  }

  @Test
  void errorIsAFailureToo() {
    assertThat(failure("int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)").name())
        .isEqualTo("StackOverflowError");
  }

  @Test
  void methodThatUsesWhatIsMissingSaysSo() throws CellException {
    shell.run("int later() { return notYet(); }");

    assertThat(failure("later()").value())
        .startsWith("a method was called that uses what is not declared: ")
        .contains("method notYet()");
  }

  @Test
  void busyLoopCanBeInterrupted() throws Exception {
    shell.run("volatile boolean started = false;");
    CompletableFuture<CellException> running =
        CompletableFuture.supplyAsync(() -> failure("long n = 0; while (true) { n++; }"));
    Eventually.holds(SOON, () -> {
      shell.interrupt();
      running.get(20, TimeUnit.MILLISECONDS);
    });

    assertThat(running.join().name()).isEqualTo("InterruptedException");
    assertThat(value("40 + 2")).isEqualTo(42);
  }

  @Test
  void displaysTakeManyForms() throws CellException {
    List<DisplayData> shown = new ArrayList<>();
    Display.use(shown::add);

    shell.run("display(\"<b>\", \"text/html\"); display(new byte[] {1, 2}, \"image/png\");"
        + "display(\"{\\\"a\\\": null}\", \"application/json\"); display(Map.of(\"k\", 1));");

    assertThat(List.of(
            shown.get(0).getData(MIMEType.TEXT_HTML),
            shown.get(1).getData(MIMEType.IMAGE_PNG),
            shown.get(2).getData(MIMEType.APPLICATION_JSON).toString(),
            shown.get(3).getData(MIMEType.TEXT_PLAIN)))
        .containsExactly("<b>", "AQI=", "{\"a\":null}", "{k=1}");
    assertThat(Display.of(new int[] {1, 2}).getData(MIMEType.TEXT_PLAIN))
        .isEqualTo("int[2] { 1, 2 }");
    assertThat(Display.of(Map.of()).getData(MIMEType.TEXT_PLAIN)).isEqualTo("{}");
  }

  private static Object value(String cell) throws CellException {
    return shell.run(cell).orElseThrow();
  }

  private static CellException failure(String cell) {
    return catchThrowableOfType(CellException.class, () -> shell.run(cell));
  }
}
