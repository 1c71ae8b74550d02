package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.BatchTask.Member;
import dev.cellroute.invocation.Response.Timing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Whatever a cell prints for two callers, each has an answer or a failure of the notebook's. */
final class BatchFuzzTest {
  private static final BatchTask TWO = new BatchTask(
      new ResponseAssembler(Compatibility.NONE),
      Collections.nCopies(2, new Member(Examples.invocation(Examples.PLAIN), 0)));

  @FuzzTest(maxDuration = "30s")
  void anyTextIsTwoAnswersOrInvalid(FuzzedDataProvider data) {
    String printed = data.consumeRemainingAsString();
    try {
      assertThat(TWO.answer(
              new Dialect.Answer(List.of(Assembled.out(printed)), Optional.empty()),
              Optional.empty(),
              Timing.NONE))
          .hasSize(2)
          .allSatisfy(answer -> {
            if (answer.failed()) {
              assertInvalid((GatewayException) answer.cause());
            }
          });
      assertThat(JsonPieces.elements(printed))
          .allSatisfy(element -> assertThat(JsonSyntax.isJson(element)).isTrue());
    } catch (GatewayException invalid) {
      assertInvalid(invalid);
    }
  }

  private static void assertInvalid(GatewayException failure) {
    assertThat(failure.code()).isEqualTo(ErrorCode.RESPONSE_INVALID);
    assertThat(failure.detail()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(300);
  }
}
