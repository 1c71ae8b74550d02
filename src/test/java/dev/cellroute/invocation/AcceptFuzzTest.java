package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.output.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whatever a client sends as Accept, it gets one of the forms there are. */
final class AcceptFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void anyHeaderChoosesOneOfTheForms(FuzzedDataProvider data) {
    Map<String, Object> forms = new LinkedHashMap<>();
    forms.put(data.consumeString(30), "");
    forms.put("text/html", "");
    Accept accept = Accept.of(data.consumeRemainingAsString());

    assertThat(accept.ranges())
        .isNotEmpty()
        .allSatisfy(range -> assertThat(range.weight()).isBetween(0.0, 1.0));
    assertThat(MediaNegotiator.choose(List.of(new MimeBundle(forms)), accept))
        .hasValueSatisfying(choice -> assertThat(forms).containsKey(choice.type()));
  }
}
