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
  void theFirstWishIsARequestTheSecondInsistsTheThirdHalts() {
    StopSignal signal = new StopSignal(Duration.ofSeconds(30), halted::set);

    signal.ask(StopSignal.Cause.INTERRUPTED);
    assertThat(signal.requested().toCompletableFuture())
        .isCompletedWithValue(StopSignal.Cause.INTERRUPTED);
    assertThat(signal.insisted().toCompletableFuture()).isNotDone();
    signal.ask(StopSignal.Cause.TERMINATED);
    assertThat(signal.insisted().toCompletableFuture()).isCompleted();
    assertThat(halted).hasValue(-1);
    signal.ask(StopSignal.Cause.TERMINATED);

    assertThat(halted).hasValue(130);
  }

  @Test
  void aProgramThatDoesNotEndIsHaltedAnyway() {
    StopSignal signal = new StopSignal(Duration.ofMillis(1), halted::set);

    signal.stop();

    assertThat(halted).hasValue(7);
  }
}
