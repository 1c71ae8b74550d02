package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.Output;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Languages whose kernels are hard to install, run by their plain interpreters; one that is absent
 * is skipped.
 */
final class InterpretersIT {
  @TempDir
  Path folder;

  /** A language: how it prints REQUEST as base64 in a line, and how it assigns three responses. */
  record Script(
      String interpreter,
      Dialect dialect,
      String mark,
      String echo,
      String responds,
      String respondsBytes,
      String respondsNonsense) {
    String source(String... statements) {
      return mark + " GET /x\n" + String.join("\n", statements);
    }

    @Override
    public String toString() {
      return interpreter;
    }
  }

  static Stream<Script> scripts() {
    return Stream.of(
        new Script(
            "ruby",
            Dialects.of("ruby").orElseThrow(),
            "#",
            "puts [REQUEST].pack('m0')",
            "RESPONSE = {'status' => 201, 'body' => [1.5, nil, true, \"\\u00e9\\\"\\u2028\"]}",
            "RESPONSE = {body: [0, 255].pack('C*')}",
            "RESPONSE = {body: Float::NAN}"),
        new Script(
            "perl",
            Dialects.of("perl").orElseThrow(),
            "#",
            "print MIME::Base64::encode_base64($REQUEST, ''), \"\\n\";",
            "$RESPONSE = {status => 201, body => [1.5, undef, JSON::PP::true, \"\\x{e9}\\\"\\x{2028}\"]};",
            "$RESPONSE = {body => 'AP8=', 'body-encoding' => 'base64'};",
            "$RESPONSE = {body => \\*STDOUT};"),
        new Script(
            "node",
            Dialects.of("javascript").orElseThrow(),
            "//",
            "console.log(Buffer.from(REQUEST, 'utf8').toString('base64'));",
            "RESPONSE = {status: 201, body: [1.5, null, true, '\\u00e9\"\\u2028']};",
            "RESPONSE = {body: new Uint8Array([0, 255])};",
            "RESPONSE = {body: 1n};"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void nastyDocumentsArriveAsTheyAre(Script script) {
    List<String> documents = NastyDocuments.all(300);
    String calls = documents.stream()
        .map(document -> call(script, document, script.echo()))
        .collect(Collectors.joining("\n"));
    assertThat(run(script, calls).lines().map(InterpretersIT::decoded)).isEqualTo(documents);
    assertThat(folder.resolve("canary")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void responseIsReadAndTakenOutOfTheOutput(Script script) {
    JsonArray body = new JsonArray().add(1.5).addNull().add(true).add("é\"\u2028");
    assertThat(answer(script, script.echo(), script.responds()))
        .isEqualTo(new Dialect.Answer(
            List.of(printed(Base64Text.of("[7]") + "\n")),
            Optional.of(new JsonObject().put("status", 201).put("body", body))));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void bytesOfABodyTravelAsBase64(Script script) {
    assertThat(answer(script, script.respondsBytes()).response())
        .contains(new JsonObject().put("body", "AP8=").put("body-encoding", "base64"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void responseThatIsNotJsonIsRefused(Script script) {
    assertThatThrownBy(() -> answer(script, script.respondsNonsense()))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("RESPONSE: ");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void responseOfAnEarlierRequestIsForgotten(Script script) {
    String first = call(script, "[1]", script.responds());
    String second = call(script, "[2]", script.echo(), script.mark() + " RESPONSE");
    assertThat(run(script, first + "\n" + second))
        .isEqualTo(run(script, first) + Base64Text.of("[2]") + "\n");
  }

  private Dialect.Answer answer(Script script, String... statements) {
    List<Output> outputs = List.of(printed(run(script, call(script, "[7]", statements))));
    return script.dialect().answer(new Outcome(outputs, Map.of(), Outcome.Afterwards.STAYS));
  }

  private static String call(Script script, String document, String... statements) {
    return script.dialect().call(script.source(statements), document).code();
  }

  private String run(Script script, String calls) {
    assumeTrue(
        Interpreter.succeeds(script.interpreter(), "--version"),
        script.interpreter() + " is not installed");
    return Interpreter.run(script.interpreter(), folder, script.dialect().setup() + "\n" + calls);
  }

  private static Output printed(String text) {
    return new Output.Text(Output.Stream.STDOUT, text);
  }

  private static String decoded(String line) {
    return new String(Base64.getDecoder().decode(line), UTF_8);
  }
}
