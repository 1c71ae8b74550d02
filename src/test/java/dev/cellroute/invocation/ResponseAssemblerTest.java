package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.output.Output;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResponseAssemblerTest {
  private static final Output TABLE =
      new Output.Result(Assembled.bundle("text/plain", "a | b", "text/html", "<td>ä</td>"));
  private static final Output FIGURE =
      new Output.Display(Assembled.bundle("text/plain", "Figure", "image/png", "/wBB\n"), "");

  @Test
  void printedTextIsTheBody() {
    assertThat(Assembled.answer("", Assembled.out("a\u0000"), Assembled.out("ü 🌸\n"), TABLE))
        .isEqualTo(Assembled.response(200, "a\u0000ü 🌸\n", Assembled.PLAIN, Assembled.VARY));
  }

  @Test
  void nothingIsAnEmptyBody() {
    assertThat(Assembled.answer("")).isEqualTo(Assembled.response(200, "", Assembled.PLAIN));
    assertThat(Assembled.answer("", new Output.Text(Output.Stream.STDERR, "aside")))
        .isEqualTo(Assembled.response(200, "", Assembled.PLAIN));
  }

  @ParameterizedTest(name = "{0} | {1} | {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Accept | printed | type
        "`` | {} | text/plain; charset=utf-8",
        "*/* | {} | text/plain; charset=utf-8",
        "application/* | {} | text/plain; charset=utf-8",
        "application/json | {\"a\": [1]} | application/json",
        "Application/JSON; q=0.5 | 5 | application/json",
        "application/json, text/plain, */* | null | application/json",
        "text/plain, application/json;q=0.5 | {} | text/plain; charset=utf-8",
        "application/json;q=0 | {} | text/plain; charset=utf-8",
        "application/problem+json | {} | text/plain; charset=utf-8",
        "application/json | {not json | text/plain; charset=utf-8",
        "application/json | {} {} | text/plain; charset=utf-8",
        "application/json | NaN | text/plain; charset=utf-8",
      })
  void typeOfPrintedTextIs(String accept, String printed, String type) {
    assertThat(Assembled.answer(accept, Assembled.out(printed)))
        .isEqualTo(
            Assembled.response(200, printed, new Header("Content-Type", type), Assembled.VARY));
  }

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | ä",
        "application/json | {\"a\": \"ä\"}",
        "application/json | {not json",
        "text/plain, application/json;q=0.5 | {}",
      })
  void textThatCameAsBytesIsAnsweredLikeAnyOther(String accept, String printed) {
    Output bytes = new Output.Printed(Buffer.buffer(printed));

    assertThat(Assembled.answer(accept, bytes))
        .isEqualTo(Assembled.answer(accept, Assembled.out(printed)));
    assertThat(Assembled.gateway(null, accept, bytes))
        .isEqualTo(Assembled.gateway(null, accept, Assembled.out(printed)));
  }

  @Test
  void resultIsSentInTheFormTheClientTakes() {
    assertThat(Assembled.answer("", TABLE))
        .isEqualTo(Assembled.response(
            200,
            "<td>ä</td>",
            new Header("Content-Type", "text/html; charset=utf-8"),
            Assembled.VARY));
    assertThat(Assembled.answer("text/plain", TABLE))
        .isEqualTo(Assembled.response(200, "a | b", Assembled.PLAIN, Assembled.VARY));
  }

  @Test
  void imageIsSentAsBytes() {
    assertThat(Assembled.answer("", FIGURE))
        .isEqualTo(new Response(
            200,
            List.of(new Header("Content-Type", "image/png"), Assembled.VARY),
            Buffer.buffer(new byte[] {(byte) 0xff, 0, 0x41}),
            Assembled.TIMING));
  }

  @Test
  void figureWinsOverThePlainResultOfItsLastLine() {
    Output line = new Output.Result(Assembled.bundle("text/plain", "[<Line2D>]"));

    assertThat(Assembled.answer("image/png", FIGURE, line).headers())
        .containsExactly(new Header("Content-Type", "image/png"), Assembled.VARY);
    assertThat(Assembled.answer("text/plain", FIGURE, line))
        .isEqualTo(Assembled.response(200, "[<Line2D>]", Assembled.PLAIN, Assembled.VARY));
  }

  @Test
  void lastDisplayIsTheAnswer() {
    Output first = new Output.Display(Assembled.bundle("text/html", "1"), "");
    Output last = new Output.Display(Assembled.bundle("text/html", "2"), "");

    assertThat(Assembled.answer("", first, last).body()).isEqualTo(Buffer.buffer("2"));
  }

  @Test
  void imageThatIsNoBase64IsInvalid() {
    Assembled.assertInvalid(
        "image/png: not base64 (expected: bytes in base64)",
        null,
        null,
        new Output.Result(Assembled.bundle("image/png", "*")));
  }

  @Test
  void svgIsText() {
    assertThat(Assembled.answer("", new Output.Result(Assembled.bundle("image/svg+xml", "<svg/>"))))
        .isEqualTo(Assembled.response(
            200, "<svg/>", new Header("Content-Type", "image/svg+xml"), Assembled.VARY));
  }

  @Test
  void jsonValueIsWrittenAsJson() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("petals", Arrays.asList(1.5, null, true, Double.NaN));

    assertThat(Assembled.answer("", new Output.Result(Assembled.bundle("application/json", value))))
        .isEqualTo(Assembled.response(
            200, "{\"petals\":[1.5,null,true,null]}", Assembled.JSON, Assembled.VARY));
  }

  @Test
  void jsonThatAKernelSendsAsTextIsNotQuotedAgain() {
    assertThat(Assembled.answer(
                "", new Output.Result(Assembled.bundle("application/json", "{\"a\": 1}")))
            .body())
        .isEqualTo(Buffer.buffer("{\"a\": 1}"));
    assertThat(Assembled.answer("", new Output.Result(Assembled.bundle("application/json", "iris")))
            .body())
        .isEqualTo(Buffer.buffer("\"iris\""));
  }

  @Test
  void typeWithALineBreakIsInvalid() {
    Assembled.assertInvalid(
        "output: \"text/html\\r\\nX-Injected: yes\" (expected: a MIME type)",
        null,
        null,
        new Output.Result(Assembled.bundle("text/html\r\nX-Injected: yes", "x")));
  }

  @Test
  void loneSurrogateIsReplaced() {
    assertThat(Assembled.answer("", Assembled.out("a\ud800b")))
        .isEqualTo(Assembled.response(200, "a?b", Assembled.PLAIN, Assembled.VARY));
  }

  @Test
  void kernelGatewaySendsTheWholeBundle() {
    assertThat(Assembled.gateway(null, "", TABLE))
        .isEqualTo(Assembled.response(
            200,
            "{\"text/plain\": \"a | b\", \"text/html\": \"<td>\\u00e4</td>\"}",
            Assembled.PLAIN));
    assertThat(Assembled.gateway(
            null, "text/html", new Output.Result(Assembled.bundle("text/plain", "2"))))
        .isEqualTo(Assembled.response(200, "{\"text/plain\": \"2\"}", Assembled.PLAIN));
  }

  @Test
  void kernelGatewayDoesNotLookAtDisplays() {
    assertThat(Assembled.gateway(null, "image/png", FIGURE))
        .isEqualTo(Assembled.response(200, "", Assembled.PLAIN));
  }

  @Test
  void kernelGatewaySendsPrintedTextAsPlainText() {
    assertThat(Assembled.gateway(null, "application/json", Assembled.out("{}"), TABLE))
        .isEqualTo(Assembled.response(200, "{}", Assembled.PLAIN));
  }

  @Test
  void variableThatIsTheNotebooksOwnIsLeftAloneForKernelGateway() {
    assertThat(Assembled.gateway("{\"id\": 7}", "", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, "printed\n", Assembled.PLAIN));
    assertThat(Assembled.gateway("[1]", "", Assembled.PRINTED))
        .isEqualTo(Assembled.response(200, "printed\n", Assembled.PLAIN));
    assertThat(Assembled.gateway("{\"status\": 202}", "", Assembled.PRINTED))
        .isEqualTo(Assembled.response(202, "printed\n", Assembled.PLAIN));
  }
}
