package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.deployment.Stability.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StabilityTest {

  @Test
  void whatStaysTheSameIsQuiet() {
    assertThat(verdicts("a", "a", "a")).containsExactly(Verdict.QUIET, Verdict.QUIET);
  }

  @Test
  void aChangeIsBelievedWhenTwoLooksSeeIt() {
    assertThat(verdicts("a", "b", "b", "b"))
        .containsExactly(Verdict.MOVING, Verdict.CHANGED, Verdict.QUIET);
  }

  @Test
  void aFileThatIsBeingWrittenIsWaitedFor() {
    assertThat(verdicts("a", "b", "bc", "bcd", "bcd"))
        .containsExactly(Verdict.MOVING, Verdict.MOVING, Verdict.MOVING, Verdict.CHANGED);
  }

  @Test
  void aChangeThatWasTakenBackIsNone() {
    assertThat(verdicts("a", "b", "a", "b", "b"))
        .containsExactly(Verdict.MOVING, Verdict.QUIET, Verdict.MOVING, Verdict.CHANGED);
  }

  private static List<Verdict> verdicts(String first, String... looks) {
    Stability<String> stability = Stability.of(first);
    List<Verdict> verdicts = new ArrayList<>();
    for (String seen : looks) {
      verdicts.add(stability.verdict(seen));
      stability = stability.after(seen);
    }
    return verdicts;
  }
}
