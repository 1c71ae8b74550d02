package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.Compatibility;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseDescriptionTest {
  @Test
  void variableSetsStatusHeadersAndBody() {
    assertThat(Assembled.described(
            "{\"status\": 418, \"headers\": {\"X-Pot\": \"tea\", \"content-type\": \"text/css\"},"
                + " \"body\": \"short\"}",
            Assembled.PRINTED))
        .isEqualTo(Assembled.response(
            418,
            "short",
            new Header("X-Pot", "tea"),
            new Header("content-type", "text/css"),
            Assembled.VARY));
  }

  @Test
  void variableWithoutBodyLeavesThePrintedText() {
    assertThat(Assembled.described("{\"status\": 202}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(202, "printed\n", Assembled.PLAIN, Assembled.VARY));
    assertThat(Assembled.described("{}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, "printed\n", Assembled.PLAIN, Assembled.VARY));
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"flower\": \"ä\", \"n\": 1.0} | {\"flower\":\"ä\",\"n\":1.0}",
        "[1, 2] | [1,2]",
        "5 | 5",
        "false | false",
      })
  void valueAsBodyIsJson(String body, String sent) {
    assertThat(Assembled.described("{\"body\": " + body + "}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, sent, Assembled.JSON));
  }

  @Test
  void nullBodyIsAnEmptyOne() {
    assertThat(Assembled.described("{\"body\": null}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, "", Assembled.PLAIN));
  }

  @Test
  void bodyOfBytesIsSentAsBytes() {
    assertThat(Assembled.described("{\"body\": \"/wBB\", \"body-encoding\": \"base64\"}"))
        .isEqualTo(new Response(
            200,
            List.of(new Header("Content-Type", "application/octet-stream")),
            Buffer.buffer(new byte[] {(byte) 0xff, 0, 0x41}),
            Assembled.TIMING));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void statusWithoutContentDropsTheBody(int status) {
    assertThat(Assembled.described(
            "{\"status\": " + status + ", \"headers\": {\"X-A\": 1}}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(status, "", new Header("X-A", "1")));
  }

  @Test
  void headerValuesAreTextNumbersAndLists() {
    assertThat(Assembled.described(
            "{\"headers\": {\"A\": [\"1\", 2], \"B\": 5, \"C\": 0.5, \"D\": true, \"E\": [],"
                + " \"F\": \" ü\\t. \", \"G\": 12345678901234567890, \"H\": 1e21}}"))
        .isEqualTo(Assembled.response(
            200,
            "",
            Assembled.PLAIN,
            new Header("A", "1"),
            new Header("A", "2"),
            new Header("B", "5"),
            new Header("C", "0.5"),
            new Header("D", "true"),
            new Header("F", "ü\t."),
            new Header("G", "12345678901234567890"),
            new Header("H", "1000000000000000000000")));
  }

  @Test
  void headersThatFrameTheMessageAreLeftOut() {
    assertThat(Assembled.described(
            "{\"headers\": {\"Content-Length\": \"3\", \"transfer-encoding\": \"chunked\","
                + " \"CONNECTION\": \"close\", \"Upgrade\": \"x\", \"Keep-Alive\": \"x\","
                + " \"Strict-Transport-Security\": \"x\", \"X-A\": \"a\"}}"))
        .isEqualTo(Assembled.response(200, "", Assembled.PLAIN, new Header("X-A", "a")));
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "5 | 5 (expected: status, headers, body)",
        "[1] | [1] (expected: status, headers, body)",
        "{\"header\": {}} | unknown key \"header\" (expected: status, headers, body)",
        "{\"status\": \"fine\"} | status: \"fine\" (expected: an integer from 200 to 599)",
        "{\"status\": \"200\"} | status: \"200\" (expected: an integer from 200 to 599)",
        "{\"status\": null} | status: null (expected: an integer from 200 to 599)",
        "{\"status\": true} | status: true (expected: an integer from 200 to 599)",
        "{\"status\": 99} | status: 99 (expected: an integer from 200 to 599)",
        "{\"status\": 101} | status: 101 (expected: an integer from 200 to 599)",
        "{\"status\": 600} | status: 600 (expected: an integer from 200 to 599)",
        "{\"status\": 200.5} | status: 200.5 (expected: an integer from 200 to 599)",
        "{\"status\": 4294967496} | status: 4294967496 (expected: an integer from 200 to 599)",
        "{\"headers\": null} | headers: null (expected: an object)",
        "{\"headers\": [1]} | headers: [1] (expected: an object)",
        "{\"headers\": {\"X Y\": \"a\"}} | header \"X Y\" (expected: a name of letters, digits, dashes)",
        "{\"headers\": {\"X:\": \"a\"}} | header \"X:\" (expected: a name of letters, digits, dashes)",
        "{\"headers\": {\"\": \"a\"}} | header \"\" (expected: a name of letters, digits, dashes)",
        "{\"headers\": {\"Ä\": \"a\"}} | header \"\\u00c4\" (expected: a name of letters, digits, dashes)",
        "{\"headers\": {\"A\\n\": \"a\"}} | header \"A\\n\" (expected: a name of letters, digits, dashes)",
        "{\"headers\": {\"A\": \"a\\r\\nB: c\"}} | header A: \"a\\r\\nB: c\" (expected: Latin-1 text without line breaks)",
        "{\"headers\": {\"A\": \"a\\u0000\"}} | header A: \"a\\u0000\" (expected: Latin-1 text without line breaks)",
        "{\"headers\": {\"A\": \"\\u010a\"}} | header A: \"\\u010a\" (expected: Latin-1 text without line breaks)",
        "{\"headers\": {\"A\": \"\\u007f\"}} | header A: \"\\u007f\" (expected: Latin-1 text without line breaks)",
        "{\"headers\": {\"A\": [\"a\", \"b\\nc\"]}} | header A: \"b\\nc\" (expected: Latin-1 text without line breaks)",
        "{\"headers\": {\"A\": null}} | header A: null (expected: text, a number, or a list of them)",
        "{\"headers\": {\"A\": {}}} | header A: {} (expected: text, a number, or a list of them)",
        "{\"headers\": {\"A\": [[]]}} | header A: [] (expected: text, a number, or a list of them)",
        "{\"body\": \"*\", \"body-encoding\": \"base64\"} | body: not base64 (expected: bytes in base64)",
      })
  void variableIsRefusedWhen(String variable, String problem) {
    Assembled.assertInvalid("RESPONSE: " + problem, variable, null, Assembled.PRINTED);
  }

  @Test
  void headersAreBounded() {
    String lines = "\"1\",".repeat(ResponseHeaders.MAX_LINES);
    String size = "x".repeat(ResponseHeaders.MAX_SIZE);
    String problem = "RESPONSE: more headers than 256 lines or 65536 bytes";

    Assembled.assertInvalid(problem, "{\"headers\": {\"A\": [" + lines + "\"1\"]}}", null);
    Assembled.assertInvalid(problem, "{\"headers\": {\"A\": \"" + size + "\"}}", null);
  }

  @Test
  void longValuesAreCutInMessages() {
    Assembled.assertInvalid(
        "RESPONSE: status: \"" + "x".repeat(59) + "… (expected: an integer from 200 to 599)",
        "{\"status\": \"" + "x".repeat(1000) + "\"}",
        null);
  }

  @Test
  void responseInfoSetsStatusAndHeaders() {
    assertThat(Assembled.informed(
            " {\"status\": 201, \"headers\": {\"Content-Type\": \"application/json\","
                + " \"Set-Cookie\": [\"a=1\", \"b=2\"]}, \"else\": 1}\n",
            Assembled.PRINTED))
        .isEqualTo(Assembled.response(
            201,
            "printed\n",
            Assembled.JSON,
            new Header("Set-Cookie", "a=1"),
            new Header("Set-Cookie", "b=2"),
            Assembled.VARY));
  }

  @Test
  void responseInfoHasTheLastWord() {
    Response response = Assembled.assemble(
        Compatibility.NONE,
        "{\"status\": 201, \"headers\": {\"X-A\": 1, \"X-B\": 2}, \"body\": \"b\"}",
        "{\"headers\": {\"x-a\": [3, 4]}}",
        "");

    assertThat(response)
        .isEqualTo(Assembled.response(
            201,
            "b",
            Assembled.PLAIN,
            new Header("X-B", "2"),
            new Header("x-a", "3"),
            new Header("x-a", "4"),
            Assembled.VARY));
  }

  @Test
  void emptyObjectChangesNothing() {
    assertThat(Assembled.informed("{}", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, "printed\n", Assembled.PLAIN, Assembled.VARY));
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | printed nothing (expected: one JSON object)",
        "` \n` | printed nothing (expected: one JSON object)",
        "created | printed \"created\" (expected: one JSON object)",
        "[1] | printed \"[1]\" (expected: one JSON object)",
        "null | printed \"null\" (expected: one JSON object)",
        "{} {} | printed \"{} {}\" (expected: one JSON object)",
        "{} // | printed \"{} //\" (expected: one JSON object)",
        "{\"status\": 99} | status: 99 (expected: an integer from 200 to 599)",
        "{\"status\": \"201\"} | status: \"201\" (expected: an integer from 200 to 599)",
        "{\"headers\": {\"X\": \"a\\nb\"}} | header X: \"a\\nb\" (expected: Latin-1 text without line breaks)",
      })
  void responseInfoIsRefusedWhen(String printed, String problem) {
    Assembled.assertInvalid("ResponseInfo: " + problem, null, printed, Assembled.PRINTED);
  }

  @Test
  void responseInfoOfAnySizeOrDepthIsRefusedWithoutHarm() {
    String deep = "[".repeat(10_000);
    String large = " ".repeat(ResponseDescription.MAX_PRINTED) + "{}";

    Assembled.assertInvalid(
        "ResponseInfo: printed \"" + "[".repeat(59) + "… (expected: one JSON object)", null, deep);
    Assembled.assertInvalid(
        "ResponseInfo: printed \"{}\" (expected: one JSON object)", null, large);
  }
}
