package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

final class DrainTest {
  private final Drain drain = new Drain();

  @Test
  void withoutACallItIsEmptyAtOnce() {
    assertThat(drain.empty().succeeded()).isTrue();
  }

  @Test
  void itIsEmptyWhenTheLastCallHasEnded() {
    drain.began();
    drain.began();
    Future<Void> empty = drain.empty();

    drain.ended();
    assertThat(empty.isComplete()).isFalse();
    drain.ended();

    assertThat(empty.succeeded()).isTrue();
    assertThat(drain.calls()).isZero();
  }
}
