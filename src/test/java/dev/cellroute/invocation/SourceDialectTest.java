package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceDialectTest {
  private static final Dialect RUBY = new SourceDialect(Grammars.ruby(), new Frame("n0"));
  private static final Output FRAMED =
      new Text(Stream.STDOUT, "cellroute-n0:r" + Base64Text.of("{\"status\":201}") + ":n0\n");

  @ParameterizedTest
  @ValueSource(strings = {"# GET /x\nMY_RESPONSE = 1", "# GET /x\nresponse = 1", "# GET /x"})
  void sourceWithoutTheWordResponseKeepsItsLastExpression(String source) {
    assertThat(RUBY.call(source, "[]").code()).endsWith(source);
  }

  @Test
  void responseIsReadFromTheFrame() {
    assertThat(RUBY.answer(outcome(FRAMED)))
        .isEqualTo(new Dialect.Answer(List.of(), Optional.of(new JsonObject().put("status", 201))));
  }

  @Test
  void responseOfAFailedCellDoesNotCount() {
    Output failure = new Output.Failure("E", "no", List.of());
    assertThat(RUBY.answer(outcome(FRAMED, failure)))
        .isEqualTo(new Dialect.Answer(List.of(failure), Optional.empty()));
  }

  @Test
  void requestIsTakenOutOfAFailure() {
    Output failure = new Output.Failure(
        "SyntaxError",
        "bad\n> 1 | Cellroute.request('W10='); # GET /x\n> 2 | x y",
        List.of("at 1", "Cellroute.request('W10='); # GET /x"));
    assertThat(RUBY.answer(outcome(failure)).outputs())
        .isEqualTo(List.of(
            new Output.Failure("SyntaxError", "bad\n> 1 | …\n> 2 | x y", List.of("at 1", "…"))));
  }

  @Test
  void requestOfAnAuthorsTemplateIsTakenOutOfAFailure() {
    Dialect dialect = Dialects.custom("begin\n  take('{base64}')\nend");
    Output failure = new Output.Failure("E", "1: begin\n2:   take('W10=')\n3: end", List.of());
    assertThat(dialect.answer(outcome(failure)).outputs())
        .isEqualTo(List.of(new Output.Failure("E", "1: begin\n2: …\n3: end", List.of())));
  }

  @Test
  void templateThatBeginsWithTheRequestChangesNoFailure() {
    Output failure = new Output.Failure("E", "no", List.of());
    assertThat(Dialects.custom("{base64}").answer(outcome(failure)).outputs())
        .isEqualTo(List.of(failure));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          R      | Error in parse(text = x, srcfile = src): <text>:3:1: unexpected symbol     | 3
          julia  | Stacktrace: [1] f() @ Main ./In[3]:2 [2] top-level scope @ In[4]:5          | 5
          kotlin | at Line_3_jupyter.f(Line_3.jupyter.kts:1) at Line_5_jupyter.<init>(Line_5.jupyter.kts:4) | 4
          scala  | ammonite.$sess.cmd1$Helper.f(cmd1.sc:1) ammonite.$sess.cmd2$Helper.<init>(cmd2.sc:3) | 3
          """)
  void lineIsFoundWhereTheKernelTellsIt(String language, String traceback, int line) {
    assertThat(line(language, traceback)).hasValue(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "groovy", "deno", "bash", "perl", "ruby", "R"})
  void lineIsUnknownElsewhere(String language) {
    assertThat(line(language, "Error in f(): boom\n2. stop() # at line 3 of file <text>"))
        .isEmpty();
  }

  @Test
  void bundledJavaKernelTellsTheLineOfTheRunningCell() {
    String traceback = """
        ArithmeticException: / by zero
            at f, earlier cell line 9
            at g, cell line 2
            at cell line 3
        """;
    assertThat(line("java", traceback)).hasValue(3);
    assertThat(line("java", "error: no\n    at cell line 4: x y\n")).hasValue(4);
  }

  private static OptionalInt line(String language, String traceback) {
    Output.Failure failure = new Output.Failure("E", "", List.of(traceback));
    return Dialects.of(language).orElseThrow().line(failure);
  }

  private static Outcome outcome(Output... outputs) {
    return new Outcome(List.of(outputs), Map.of(), Outcome.Afterwards.STAYS);
  }
}
