package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StopSignalTest {
  private final AtomicInteger halted = new AtomicInteger(-1);

  @Test
  void theProcessHaltsWithTheProgramsOwnCode() {
    StopSignal signal = new StopSignal(Duration.ofSeconds(30), halted::set);
    signal.requested().thenRun(() -> signal.finish(ExitCode.OK));

    signal.stop();

    assertThat(halted).hasValue(0);
  }

  @Test
  void aProgramThatDoesNotEndIsHaltedAnyway() {
    StopSignal signal = new StopSignal(Duration.ofMillis(1), halted::set);

    signal.stop();

    assertThat(halted).hasValue(7);
  }
}
