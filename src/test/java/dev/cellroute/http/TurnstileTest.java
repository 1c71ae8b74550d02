package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.http.Turnstile.Pace;
import dev.cellroute.http.Turnstile.Valve;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TurnstileTest {
  private static final String NOT_HELD = "not held";

  private final List<String> closed = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private final Queue<Runnable> reads = new ArrayDeque<>();
  private final Queue<Runnable> rounds = new ArrayDeque<>();
  private final Turnstile<String> turnstile = new Turnstile<>(new Noted(), new Steps());

  private final class Noted implements Valve<String> {
    @Override
    public boolean close(String connection) {
      return !connection.equals(NOT_HELD) && closed.add(connection);
    }

    @Override
    public void open(String connection) {
      opened.add(connection);
    }
  }

  private final class Steps implements Pace {
    @Override
    public void afterReading(Runnable task) {
      reads.add(task);
    }

    @Override
    public void later(Runnable task) {
      rounds.add(task);
    }
  }

  @Test
  void aFewAreReadInEachRoundInTheirOrder() {
    List<String> many = IntStream.range(0, 2 * Turnstile.AT_ONCE + 1)
        .mapToObj(Integer::toString)
        .toList();

    many.forEach(this::hold);
    assertThat(closed).isEqualTo(many);
    assertThat(opened).isEmpty();
    round();
    assertThat(opened).isEqualTo(many.subList(0, Turnstile.AT_ONCE));
    round();
    assertThat(opened).isEqualTo(many.subList(0, 2 * Turnstile.AT_ONCE));
    assertThat(turnstile.holds(many.get(2 * Turnstile.AT_ONCE))).isTrue();
    round();
    assertThat(opened).isEqualTo(many);
  }

  @Test
  void itRestsWhenNobodyWaitsAndBeginsAgain() {
    hold("one");
    round();
    assertThat(turnstile.holds("one")).isFalse();
    assertThat(rounds).isEmpty();

    hold("one");
    round();
    assertThat(opened).containsExactly("one", "one");
  }

  @Test
  void whoIsHeldTwiceWaitsOnce() {
    hold("one");
    hold("one");
    round();

    assertThat(opened).containsExactly("one");
    assertThat(rounds).isEmpty();
  }

  @Test
  void whoHasClosedIsNotReadAgain() {
    hold("one");
    hold("other");
    turnstile.forget("one");
    round();

    assertThat(opened).containsExactly("other");
  }

  @Test
  void whoHasBegunAnotherRequestIsReadAtOnceAndOnlyOnce() {
    hold("one");
    turnstile.release("one");
    assertThat(opened).containsExactly("one");
    round();

    assertThat(opened).containsExactly("one");
    turnstile.release("one");
    assertThat(opened).containsExactly("one");
  }

  @Test
  void thereIsOneRoundAtATimeHoweverOftenItEmpties() {
    hold("one");
    turnstile.release("one");
    hold("other");
    turnstile.forget("other");
    hold("one");

    assertThat(rounds).hasSize(1);
    round();
    assertThat(rounds).isEmpty();
    assertThat(opened).containsExactly("one", "one");
  }

  @Test
  void whatCannotBeHeldDoesNotWait() {
    hold(NOT_HELD);

    assertThat(turnstile.holds(NOT_HELD)).isFalse();
    assertThat(rounds).isEmpty();
  }

  @Test
  void nobodyIsHeldInTheMidstOfARead() {
    turnstile.refused("one");
    assertThat(closed).isEmpty();
    turnstile.release("one");
    afterReading();

    assertThat(closed).isEmpty();
    assertThat(opened).isEmpty();
    assertThat(rounds).isEmpty();
  }

  @Test
  void whoClosesBeforeItIsHeldDoesNotWait() {
    turnstile.refused("one");
    turnstile.forget("one");
    afterReading();

    assertThat(closed).isEmpty();
    assertThat(rounds).isEmpty();
  }

  @Test
  void newcomersWaitWhereOthersDoButNotBehindThem() {
    turnstile.opened("first");
    afterReading();
    assertThat(closed).isEmpty();

    List<String> refused = named("refused", Turnstile.AT_ONCE);
    List<String> newcomers = named("newcomer", Turnstile.NEWCOMERS + 1);
    refused.forEach(this::hold);
    newcomers.forEach(turnstile::opened);
    afterReading();
    round();

    List<String> read = new ArrayList<>(newcomers.subList(0, Turnstile.NEWCOMERS));
    read.addAll(refused.subList(0, Turnstile.AT_ONCE - Turnstile.NEWCOMERS));
    assertThat(opened).isEqualTo(read);
    assertThat(turnstile.holds(newcomers.get(Turnstile.NEWCOMERS))).isTrue();
    round();
    assertThat(opened).hasSize(refused.size() + newcomers.size());
  }

  private static List<String> named(String kind, int count) {
    return IntStream.range(0, count).mapToObj(number -> kind + number).toList();
  }

  private void hold(String connection) {
    turnstile.refused(connection);
    afterReading();
  }

  private void afterReading() {
    for (Runnable next = reads.poll(); next != null; next = reads.poll()) {
      next.run();
    }
  }

  private void round() {
    rounds.remove().run();
  }
}
