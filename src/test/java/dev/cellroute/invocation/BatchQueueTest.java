package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchQueueTest {
  private final BatchQueue<String> queue = new BatchQueue<>(3, String::length);

  @Test
  void nobodyNeedsNoRun() {
    assertThat(queue.runs()).isZero();
    assertThat(queue.take()).isEmpty();
  }

  @Test
  void callersShareARunInTheOrderTheyCame() {
    add("a", "b", "c", "d");

    assertThat(queue.runs()).isEqualTo(2);
    assertThat(queue.take()).containsExactly("a", "b", "c");
    assertThat(queue.runs()).isEqualTo(1);
    assertThat(queue.take()).containsExactly("d");
    assertThat(queue.size()).isZero();
  }

  @Test
  void aCallerWhoseRequestIsTooLargeForTheOthersWaitsForTheNextRun() {
    BatchQueue<String> queue =
        new BatchQueue<>(3, caller -> caller.startsWith("large") ? BatchQueue.LARGEST : 1);
    List.of("a", "large", "b", "large too", "large as well").forEach(queue::add);

    assertThat(queue.take()).containsExactly("a");
    assertThat(queue.take()).containsExactly("large");
    assertThat(queue.take()).containsExactly("b");
    assertThat(queue.take()).containsExactly("large too");
    assertThat(queue.runs()).isEqualTo(1);
    assertThat(queue.take()).containsExactly("large as well");
  }

  @Test
  void callersOfAFailedRunComeFirstAndAlone() {
    add("a", "b");
    queue.addAlone(List.of("x", "y"));

    assertThat(queue.runs()).isEqualTo(3);
    assertThat(queue.size()).isEqualTo(4);
    assertThat(queue.take()).containsExactly("x");
    assertThat(queue.hasAlone()).isTrue();
    assertThat(queue.take()).containsExactly("y");
    assertThat(queue.hasAlone()).isFalse();
    assertThat(queue.take()).containsExactly("a", "b");
  }

  @Test
  void callersThatLeaveNeedNoRun() {
    add("a", "b", "c", "d");
    queue.addAlone(List.of("x"));

    assertThat(queue.remove("b")).isTrue();
    assertThat(queue.remove("x")).isTrue();
    assertThat(queue.remove("x")).isFalse();
    assertThat(queue.runs()).isEqualTo(1);
    assertThat(queue.take()).containsExactly("a", "c", "d");
  }

  @Test
  void everybodyIsTakenAtOnceWhenNobodyCanBeServed() {
    add("a", "b", "c", "d");
    queue.addAlone(List.of("x"));

    assertThat(queue.takeAll()).containsExactly("x", "a", "b", "c", "d");
    assertThat(queue.size()).isZero();
  }

  private void add(String... callers) {
    List.of(callers).forEach(queue::add);
  }
}
