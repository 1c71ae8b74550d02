package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InParallelTest {

  private final List<Promise<Void>> begun = new ArrayList<>();
  private int failures;

  @Test
  void neverMoreThanTheGivenNumberRunAtATime() {
    Future<Void> all = run(5, 2);
    assertThat(begun).hasSize(2);

    begun.get(1).complete();
    assertThat(begun).hasSize(3);

    for (int index = 0; index < begun.size(); index++) {
      begun.get(index).tryComplete();
    }
    assertThat(begun).hasSize(5);
    assertThat(all.succeeded()).isTrue();
  }

  @Test
  void theFirstFailureIsHeardAtOnceAndToldWhenTheRestHasEnded() {
    Future<Void> all = run(5, 2);

    begun.get(1).fail("first");
    assertThat(failures).isEqualTo(1);
    assertThat(all.isComplete()).isFalse();
    begun.get(0).fail("second");

    assertThat(begun).hasSize(2);
    assertThat(failures).isEqualTo(1);
    assertThat(all.cause()).hasMessage("first");
  }

  @Test
  void nothingToDoIsDone() {
    assertThat(run(0, 2).succeeded()).isTrue();
  }

  private Future<Void> run(int things, int atOnce) {
    List<Integer> numbers = IntStream.range(0, things).boxed().toList();
    return InParallel.run(
        numbers,
        atOnce,
        number -> {
          Promise<Void> work = Promise.promise();
          begun.add(work);
          return work.future();
        },
        () -> failures++);
  }
}
