package dev.cellroute.invocation;

import static dev.cellroute.invocation.Assembled.JSON;
import static dev.cellroute.invocation.Assembled.PLAIN;
import static dev.cellroute.invocation.Assembled.VARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.BatchTask.Member;
import dev.cellroute.invocation.Response.Timing;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchTaskTest {
  private static final Timing RUN = new Timing(0, 20);

  @Test
  void requestsAreAnArrayOfDocuments() {
    Member first = member("");
    Member second = new Member(Examples.invocation(Examples.PLAIN, new Body.Json("1.50")), 0);

    assertThat(task(first).document())
        .isEqualTo("[" + RequestDocument.of(first.invocation()) + "]");
    assertThat(task(first, second).document())
        .isEqualTo("[" + RequestDocument.of(first.invocation()) + ", "
            + RequestDocument.of(second.invocation()) + "]");
    assertThat(task(first, second).size()).isGreaterThan(task(first).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "1.50",
        "12345678901234567890.10",
        "true",
        "null",
        "[]",
        "{}",
        "{\"status\": 404, \"reason\": \"none\"}",
        "{\"a\": \"é\"}",
      })
  void anyValueIsSentAsItWasWritten(String value) {
    assertThat(answer("[ " + value + " ]", "")).isEqualTo(response(200, value, JSON));
  }

  @Test
  void aTextIsSentAsIfItHadBeenPrinted() {
    assertThat(answer("[\"set\\u006fsa\\n\"]", ""))
        .isEqualTo(response(200, "setosa\n", PLAIN, VARY));
    assertThat(answer("[\"{}\"]", "application/json")).isEqualTo(response(200, "{}", JSON, VARY));
    assertThat(answer("[\"prose\"]", "application/json"))
        .isEqualTo(response(200, "prose", PLAIN, VARY));
  }

  @Test
  void anObjectOfKnownKeysIsADescription() {
    assertThat(
            answer("[{\"status\": 201, \"headers\": {\"X-A\": [1, \"b\"]}, \"body\": [1.50]}]", ""))
        .isEqualTo(response(201, "[1.50]", JSON, new Header("X-A", "1"), new Header("X-A", "b")));
    assertThat(answer("[{\"body\": \"text\"}]", "")).isEqualTo(response(200, "text", PLAIN, VARY));
    assertThat(answer("[{\"body\": null}]", "")).isEqualTo(response(200, "", PLAIN));
    assertThat(answer("[{\"status\": 204}]", "")).isEqualTo(response(204, ""));
    assertThat(answer("[{\"headers\": {\"Content-Type\": \"text/csv\"}, \"body\": \"a,b\"}]", ""))
        .isEqualTo(response(200, "a,b", new Header("Content-Type", "text/csv"), VARY));
  }

  @Test
  void eachAnswerGoesByItsOwnCallersAccept() {
    List<Future<Response>> responses =
        answers("[\"1\", \"1\"]", member("application/json"), member(""));

    assertThat(responses)
        .extracting(each -> each.result().headers().get(0))
        .containsExactly(JSON, PLAIN);
  }

  @Test
  void eachAnswerHasItsOwnWaitAndTheSizeOfTheBatch() {
    Member patient = new Member(Examples.invocation(Examples.PLAIN), 7);

    assertThat(answers("[1, 2]", member(""), patient))
        .extracting(each -> each.result().timing())
        .containsExactly(new Timing(0, 20, 2), new Timing(7, 20, 2));
  }

  @Test
  void anAnswerThatCannotBeSentFailsItsOwnCallerOnly() {
    List<Future<Response>> responses =
        answers("[{\"status\": 99}, 2, {\"headers\": 3}]", member(""), member(""), member(""));

    assertThat(responses).extracting(Future::succeeded).containsExactly(false, true, false);
    assertThat(responses.get(0).cause())
        .hasMessage("answer of the batch: status: 99 (expected: an integer from 200 to 599)");
    assertThat(responses.get(2).cause())
        .hasMessage("answer of the batch: headers: 3 (expected: an object)");
  }

  @Test
  void aNumberBeyondReadingFailsItsOwnCallerOnly() {
    List<Future<Response>> responses =
        answers("[{\"status\": " + "1".repeat(2000) + "}, 2]", member(""), member(""));

    assertThat(responses).extracting(Future::succeeded).containsExactly(false, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'' | printed nothing (expected: one JSON array)",
        "setosa | printed \"setosa\" (expected: one JSON array)",
        "{} | printed \"{}\" (expected: one JSON array)",
        "[1] [2] | printed \"[1] [2]\" (expected: one JSON array)",
        "[NaN, 1] | printed \"[NaN, 1]\" (expected: one JSON array)",
        "[] | printed an array of 0 answers (expected: 2, one for each request)",
        "[1] | printed an array of 1 answers (expected: 2, one for each request)",
        "[1,2,3] | printed an array of 3 answers (expected: 2, one for each request)",
      })
  void whatIsNoArrayOfAsManyAnswersFailsTheBatch(String printed, String message) {
    assertInvalid(() -> answers(printed, member(""), member("")), message);
  }

  @Test
  void responseHasNoPlaceInABatch() {
    Dialect.Answer answer =
        new Dialect.Answer(List.of(Assembled.out("[1]")), Optional.of(Map.of("status", 201)));

    assertInvalid(
        () -> task(member("")).answer(answer, Optional.empty(), RUN),
        "RESPONSE is assigned (expected: an array printed)");
  }

  private static void assertInvalid(Runnable batch, String message) {
    assertThatThrownBy(batch::run)
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESPONSE_INVALID))
        .hasMessage("batch: " + message);
  }

  private static Response answer(String printed, String accept) {
    return answers(printed, member(accept)).get(0).result();
  }

  private static List<Future<Response>> answers(String printed, Member... members) {
    Dialect.Answer answer = new Dialect.Answer(List.of(Assembled.out(printed)), Optional.empty());
    return task(members).answer(answer, Optional.empty(), RUN);
  }

  private static BatchTask task(Member... members) {
    return new BatchTask(new ResponseAssembler(Compatibility.NONE), Arrays.asList(members));
  }

  private static Member member(String accept) {
    Invocation plain = Examples.invocation(Examples.PLAIN);
    return new Member(
        new Invocation(
            plain.endpoint(),
            plain.id(),
            plain.method(),
            plain.url(),
            plain.headers(),
            plain.query(),
            plain.path(),
            plain.body(),
            accept,
            Duration.ofSeconds(60)),
        0);
  }

  private static Response response(int status, String body, Header... headers) {
    return new Response(status, List.of(headers), Buffer.buffer(body), new Timing(0, 20, 1));
  }
}
