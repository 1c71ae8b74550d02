package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** Whatever a client sends, the document is ASCII, is JSON, and says what the client said. */
final class RequestDocumentFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void textComesBackAsItWas(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();

    assertThat(parsed(new Body.Text(text)).getString("body")).isEqualTo(text);
  }

  @FuzzTest(maxDuration = "30s")
  void jsonIsRefusedOrMeansTheSame(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    try {
      Body body = Body.json(text);

      String meant = body == Body.Text.EMPTY ? "\"\"" : JsonSyntax.withoutMark(text);
      assertThat(Json.encode(parsed(body).getValue("body")))
          .isEqualTo(Json.encode(Json.decodeValue(meant)));
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }
  }

  private static JsonObject parsed(Body body) {
    String document = RequestDocument.of(Examples.invocation(Examples.PLAIN, body));
    assertThat(document).isASCII();
    return new JsonObject(document);
  }
}
