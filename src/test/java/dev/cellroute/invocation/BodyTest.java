package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "5",
        " [1, 2.50, 1e400] \n",
        "\"grün\"",
        "{\"a\": 1, \"a\": {\"b\": [true, false]}}",
        "123456789012345678901234567890",
        "\"\\ud800\"",
        "\"\\\\u00\u0130\u0130 \\u0030\""
      })
  void jsonKeepsTheWordsOfTheClient(String text) {
    assertThat(Body.json(Buffer.buffer(text))).isEqualTo(new Body.Json(text));
  }

  @Test
  void emptyJsonIsTheEmptyText() {
    assertThat(Body.json(Buffer.buffer())).isEqualTo(Body.Text.EMPTY);
  }

  @Test
  void byteOrderMarkIsNotPartOfTheValue() {
    assertThat(Body.json(Buffer.buffer("\uFEFF[1]"))).isEqualTo(new Body.Json("[1]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "{bad",
        "[1,]",
        "[1",
        "{\"a\":1",
        "[1] 2",
        "NaN",
        "[Infinity]",
        "-",
        "01",
        "+1",
        "'a'",
        "tru",
        "\"a",
        "\"\\x\"",
        "\"a\nb\"",
        "// note\n1",
        "]",
        "{\"a\" 1}",
        "1.",
        ".5",
        "\"\\ud8\"",
        "\"\\u00\u0130\u0130\"",
        "\"\\\\\\u003\u0130\""
      })
  void textThatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> Body.json(text)).isInstanceOfSatisfying(GatewayException.class, e -> {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
      assertThat(e).hasMessageStartingWith("body: not valid JSON at line ");
    });
  }

  @Test
  void refusalNamesThePlace() {
    assertThatThrownBy(() -> Body.json("{\"a\":\n  oops}"))
        .hasMessage("body: not valid JSON at line 2, column 3");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> Body.json(Buffer.buffer(new byte[] {'"', (byte) 0xff, '"'})))
        .hasMessage("body: not valid UTF-8");
  }

  @Test
  void replacementCharacterOfTheClientIsValid() {
    assertThat(Body.json(Buffer.buffer("\"\uFFFD\""))).isEqualTo(new Body.Json("\"\uFFFD\""));
  }

  @Test
  void depthIsBounded() {
    String deepest = "[".repeat(512) + "]".repeat(512);

    assertThat(Body.json(deepest)).isEqualTo(new Body.Json(deepest));
    assertThatThrownBy(() -> Body.json("[".repeat(100_000)))
        .hasMessage("body: JSON beyond 512 levels or 4300 digits");
  }

  @Test
  void digitsAreBounded() {
    String longest = "1".repeat(4300);

    assertThat(Body.json(longest)).isEqualTo(new Body.Json(longest));
    assertThatThrownBy(() -> Body.json("1".repeat(4301)))
        .hasMessage("body: JSON beyond 512 levels or 4300 digits");
  }
}
