package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.Verb;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PureAnswersTest {
  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeHasAFailureStatusThatHttpKnows(ErrorCode code) {
    int status = StatusOf.code(code);

    assertThat(status).isBetween(400, 599);
    assertThat(HttpResponseStatus.valueOf(status).reasonPhrase()).doesNotContain("Unknown", "(");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      *                | "a"   | true
      "a"              | "a"   | true
      W/"a"            | "a"   | true
      "a"              | W/"a" | true
      "b", "a"         | "a"   | true
      "b","c" , W/"a"  | "a"   | true
      "x, y", "a"      | "a"   | true
      "b"              | "a"   | false
      a                | "a"   | false
      "a               | "a"   | false
      ~~               | "a"   | false
      """)
  void entityTagsAreComparedWeakly(String ifNoneMatch, String tag, boolean matches) {
    assertThat(EntityTag.matches(ifNoneMatch, tag)).isEqualTo(matches);
  }

  @Test
  void anEntityTagIsThatOfItsBody() {
    Buffer large = Buffer.buffer("0123456789".repeat(20_000));

    assertThat(EntityTag.of(Buffer.buffer("two words\n"))).isEqualTo("\"29f67d268b745a6d-a\"");
    assertThat(EntityTag.of(large)).isEqualTo(EntityTag.of(large.copy()));
    assertThat(EntityTag.of(large))
        .isNotEqualTo(EntityTag.of(large.copy().setByte(150_000, (byte) 'x')));
  }

  @Test
  void theNotebooksOwnEntityTagCounts() {
    Response tagged = new Response(
        200,
        List.of(new Header("etag", "\"v1\""), new Header("Content-Type", "text/css")),
        Buffer.buffer("x"),
        Response.Timing.NONE);

    assertThat(Conditional.apply("GET", null, tagged)).isEqualTo(tagged);
    assertThat(Conditional.apply("HEAD", "\"v1\"", tagged))
        .isEqualTo(new Response(
            304, List.of(new Header("etag", "\"v1\"")), Buffer.buffer(), Response.Timing.NONE));
    assertThat(Conditional.apply("POST", "\"v1\"", tagged)).isEqualTo(tagged);
  }

  @Test
  void anAnswerOfABatchTellsItsSize() {
    assertThat(ServerTiming.of(new Response.Timing(1_000, 2_000, 3), 4_000))
        .isEqualTo("queue;dur=0.001, cell;dur=0.002, total;dur=0.004, batch;desc=\"3\"");
    assertThat(ServerTiming.of(new Response.Timing(1_000, 2_000), 4_000))
        .isEqualTo("queue;dur=0.001, cell;dur=0.002, total;dur=0.004");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000",
    "999, 0.000",
    "1000, 0.001",
    "250000, 0.250",
    "12345678901, 12345.678",
    "-5, 0.000"
  })
  void nanosecondsAreWrittenAsMilliseconds(long nanos, String millis) {
    assertThat(ServerTiming.of(new Response.Timing(nanos, 0), 0))
        .startsWith("queue;dur=" + millis + ",");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "A-b_c.9", "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void aProperRequestIdIsTakenOver(String id) {
    assertThat(new RequestIds(1).of(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a\u00e9",
        "a/b",
        "x=1",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void anyOtherRequestIdIsReplaced(String id) {
    assertThat(new RequestIds(1).of(id)).matches("[0-9a-f]{16}");
  }

  @Test
  void freshRequestIdsDiffer() {
    RequestIds ids = new RequestIds(7);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(ids.of(null));
    }

    assertThat(seen).hasSize(10_000);
  }

  @ParameterizedTest
  @CsvSource({"/, ''", "'', ''", "/x, /x", "x/, /x", "//x//y/, /x/y"})
  void prefixesHaveOneSlashBetweenSegments(String path, String joined) {
    assertThat(Mount.join(path)).isEqualTo(joined);
    assertThat(Mount.join("/base/", path)).isEqualTo("/base" + joined);
  }

  @Test
  void whereGetIsAllowedHeadIs() {
    assertThat(Allowed.header(Set.of(Verb.GET))).isEqualTo("GET, HEAD, OPTIONS");
    assertThat(Allowed.header(Set.of(Verb.POST))).isEqualTo("POST, OPTIONS");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', textBlock = """
      /plain, /plain
      "/a\u001b[31m", /a?[31m
      "/a b\u00e9", /a?b?
      """)
  void aLogLineStaysOneLine(String path, String logged) {
    assertThat(Printable.of(path)).isEqualTo(logged);
    assertThat(Printable.of("a\r\nb")).isEqualTo("a??b");
  }
}
