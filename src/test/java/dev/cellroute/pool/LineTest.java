package dev.cellroute.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLineIsAListWithoutItsMiddle(long seed) {
    Random random = new Random(seed);
    List<Waiter> model = new ArrayList<>();
    Line line = Line.EMPTY;
    for (long call = 1; call <= 2_000; call++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> {
          Waiter waiter = waiter(call, call + random.nextInt(300));
          model.add(waiter);
          line = line.plus(waiter);
        }
        case 4, 5, 6 -> {
          line = line.withoutFirst();
          model = model.isEmpty() ? model : model.subList(1, model.size());
        }
        default -> {
          long gone =
              model.isEmpty() ? 0 : model.get(random.nextInt(model.size())).call();
          line = line.without(gone);
          model.removeIf(waiter -> waiter.call() == gone);
        }
      }
      model = new ArrayList<>(model);
      assertThat(line.waiters()).isEqualTo(model);
      assertThat(line.length()).isEqualTo(model.size());
      assertThat(line.isEmpty()).isEqualTo(model.isEmpty());
      assertThat(line.isEmpty() || line.first().equals(model.get(0))).isTrue();
      assertThat(line.nextLook()).isLessThanOrEqualTo(earliest(model));
    }
  }

  @Test
  void anEarlierLineStaysAsItWas() {
    Line two = Line.EMPTY.plus(waiter(1, 10)).plus(waiter(2, 20));

    two.plus(waiter(3, 5));
    two.withoutFirst().withoutFirst();

    assertThat(two.waiters()).containsExactly(waiter(1, 10), waiter(2, 20));
    assertThat(two.nextLook()).isEqualTo(10);
  }

  @Test
  void aLookFindsTheLateAndTheNextMomentExactly() {
    Line line = Line.EMPTY.plus(waiter(1, 10)).plus(waiter(2, 30)).plus(waiter(3, 20));
    Line served = line.withoutFirst();

    Line looked = served.withoutLate(20);

    assertThat(served.nextLook()).as("one look for nothing is allowed").isEqualTo(10);
    assertThat(served.late(20)).containsExactly(waiter(3, 20));
    assertThat(looked.waiters()).containsExactly(waiter(2, 30));
    assertThat(looked.nextLook()).isEqualTo(30);
  }

  @Test
  void anEmptyLineHasNoFirst() {
    assertThatThrownBy(Line.EMPTY::first)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nobody waits");
    assertThat(Line.EMPTY.nextLook()).isEqualTo(Line.NEVER);
  }

  private static long earliest(List<Waiter> waiters) {
    return waiters.stream().mapToLong(Waiter::deadline).min().orElse(Line.NEVER);
  }

  private static Waiter waiter(long call, long deadline) {
    return new Waiter(call, Sharing.exclusive(), Duration.ofSeconds(1), deadline);
  }
}
