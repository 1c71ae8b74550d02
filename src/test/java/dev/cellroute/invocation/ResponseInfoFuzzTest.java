package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response.Timing;
import java.util.List;
import java.util.Optional;

/** Whatever a ResponseInfo cell prints, the answer can be sent or is refused as invalid. */
final class ResponseInfoFuzzTest {
  private static final Dialect.Answer NOTHING = new Dialect.Answer(List.of(), Optional.empty());

  @FuzzTest(maxDuration = "30s")
  void anyTextIsASendableResponseOrInvalid(FuzzedDataProvider data) {
    try {
      Response response = new ResponseAssembler(Compatibility.NONE)
          .assemble(NOTHING, Optional.of(data.consumeRemainingAsString()), "", Timing.NONE);

      assertThat(response.status()).isBetween(200, 599);
      assertThat(response.headers()).allSatisfy(header -> {
        assertThat(header.name()).matches("[!-~&&[^\"(),/:;<=>?@\\[\\\\\\]{}]]+");
        assertThat(header.value()).matches("[\\t -~\\x80-\\xff]*");
      });
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.RESPONSE_INVALID);
      assertThat(e.detail()).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(300);
    }
  }
}
