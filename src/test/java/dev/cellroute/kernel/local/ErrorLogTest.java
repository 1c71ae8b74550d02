package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ErrorLogTest {
  private final List<String> lines = new ArrayList<>();
  private final ErrorLog log = new ErrorLog((level, line) -> lines.add(level + " " + line));

  @Test
  void linesOfAStartWaitForItsEnd() {
    log.add("loading");
    assertThat(lines).isEmpty();

    log.show();
    log.add("working");
    assertThat(lines).containsExactly("INFO loading", "INFO working");
  }

  @Test
  void ofAStartThatIsTriedAgainTheLastLineIsNewsAndTheRestDetail() {
    log.add("Traceback (most recent call last):");
    log.add("  File \"app.py\", line 1");
    log.add("zmq.error.ZMQError: Address already in use");

    log.summarize();
    log.add("late");
    assertThat(lines)
        .containsExactly(
            "DEBUG Traceback (most recent call last):",
            "DEBUG   File \"app.py\", line 1",
            "INFO zmq.error.ZMQError: Address already in use",
            "INFO late");
  }

  @Test
  void aNoticeThatThereIsNoEncryptionIsADetail() {
    String notice = "[IPKernelApp] WARNING | Kernel is running over TCP without encryption. All";

    log.add(notice);
    log.show();
    log.add(notice);
    assertThat(lines).containsExactly("DEBUG " + notice, "DEBUG " + notice);
  }

  @Test
  void aStartThatSaysALotIsHeardBeforeItsEnd() {
    for (int line = 1; line < ErrorLog.MOST_KEPT; line++) {
      log.add("line");
    }
    assertThat(lines).isEmpty();

    log.add("line");
    log.add("next");
    assertThat(lines).hasSize(ErrorLog.MOST_KEPT + 1).endsWith("INFO next");
  }

  @Test
  void aSilentStartThatIsTriedAgainSaysNothing() {
    log.summarize();

    assertThat(lines).isEmpty();
  }
}
