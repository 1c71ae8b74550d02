package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Document;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DocumentedRequestTest {
  private static final Document PAGE = Document.page("annotations");

  @Test
  void theExampleIsWhatACellFinds() {
    String example = PAGE.blocks().stream()
        .filter(block -> block.language().equals("json"))
        .findFirst()
        .orElseThrow()
        .text();
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("tag", List.of("a", "b"));
    query.put("q", List.of(""));

    Invocation invocation = new Invocation(
        Examples.PLAIN,
        "7f3c1d20b6a94e58",
        "POST",
        "/contacts/a%2Fb?tag=a&tag=b&q=",
        List.of(
            new Header("Content-Type", "application/json"),
            new Header("X-Foo", "1"),
            new Header("X-Foo", "2")),
        query,
        Map.of("id", "a/b"),
        Body.json("{\"name\": \"Ada\", \"phone\": \"555-0101\"}"),
        "*/*",
        Duration.ofSeconds(60));

    assertThat(new JsonObject(RequestDocument.of(invocation)).encode())
        .isEqualTo(new JsonObject(example).encode());
  }

  @Test
  void formsAreListedFromRichToPoor() {
    assertThat(PAGE.spans())
        .containsSequence(MediaNegotiator.RICHEST_FIRST)
        .containsSubsequence("application/javascript", "text/plain");
  }
}
