package dev.cellroute.javakernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
  @Test
  void endOfTheNamedProcessIsNoticed() throws Exception {
    Process parent = new ProcessBuilder("sleep", "60").start();
    CountDownLatch gone = new CountDownLatch(1);

    ParentWatch.start(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())), gone::countDown);
    assertThat(gone.getCount()).isEqualTo(1);
    parent.destroyForcibly();

    assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nonsenseFallsBackToTheRealParent() throws IOException {
    CountDownLatch gone = new CountDownLatch(1);

    ParentWatch.start(Map.of("JPY_PARENT_PID", "none"), gone::countDown);

    assertThat(gone.getCount()).isEqualTo(1);
  }
}
