package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.JsonText.Style;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
  private static final JsonObject VALUE = new JsonObject()
      .put("text", "\"ä\\\n\u0000\u007f🌸")
      .put("list", new JsonArray(Arrays.asList(1, 2.5, true, null)))
      .put("empty", Map.of())
      .put("none", List.of())
      .put("big", new BigInteger("123456789012345678901234567890"));

  @Test
  void pythonStyleIsWhatJsonDumpsGives() {
    assertThat(JsonText.of(Style.PYTHON, VALUE))
        .isEqualTo("{\"text\": \"\\\"\\u00e4\\\\\\n\\u0000\\u007f\\ud83c\\udf38\", "
            + "\"list\": [1, 2.5, true, null], \"empty\": {}, \"none\": [], "
            + "\"big\": 123456789012345678901234567890}");
  }

  @Test
  void compactStyleHasNoBlanksAndKeepsLetters() {
    assertThat(JsonText.of(Style.COMPACT, VALUE))
        .isEqualTo("{\"text\":\"\\\"ä\\\\\\n\\u0000\\u007f🌸\",\"list\":[1,2.5,true,null],"
            + "\"empty\":{},\"none\":[],\"big\":123456789012345678901234567890}");
  }

  @Test
  void textBesideSeparatorsIsReadBackAsItWas() {
    List<Object> nasty = List.of(": ", ", ", "{", "[", "}", " ", ":", "\\", "\"");

    for (Style style : Style.values()) {
      assertThat(Json.decodeValue(JsonText.of(style, nasty))).isEqualTo(new JsonArray(nasty));
    }
  }

  @Test
  void numbersThatJsonDoesNotHaveAreNull() {
    List<Object> numbers =
        List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.0);

    assertThat(JsonText.of(Style.COMPACT, numbers)).isEqualTo("[null,null,null,-0.0]");
  }

  @Test
  void rawJsonIsEscapedWhereItStands() {
    String json = new JsonText(Style.PYTHON, 16)
        .openArray()
        .raw(" {\"ü\":\n 1.50} ")
        .raw("2e400")
        .closeArray()
        .toString();

    assertThat(json).isEqualTo("[{\"\\u00fc\":\n 1.50}, 2e400]");
  }
}
