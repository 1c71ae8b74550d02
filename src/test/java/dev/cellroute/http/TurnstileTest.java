package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final Queue<Runnable> rounds = new ArrayDeque<>();
  private final Turnstile<String> turnstile = new Turnstile<>(new Noted(), rounds::add);

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

  @Test
  void aFewAreReadInEachRoundInTheirOrder() {
    List<String> many = IntStream.range(0, 2 * Turnstile.AT_ONCE + 1)
        .mapToObj(Integer::toString)
        .toList();

    many.forEach(turnstile::hold);
    assertThat(closed).isEqualTo(many);
    assertThat(opened).isEmpty();
    round();
    assertThat(opened).isEqualTo(many.subList(0, Turnstile.AT_ONCE));
    round();
    assertThat(opened).isEqualTo(many.subList(0, 2 * Turnstile.AT_ONCE));
    assertThat(turnstile.isCrowded()).isTrue();
    round();
    assertThat(opened).isEqualTo(many);
  }

  @Test
  void itRestsWhenNobodyWaitsAndBeginsAgain() {
    turnstile.hold("one");
    round();
    assertThat(turnstile.isCrowded()).isFalse();
    assertThat(rounds).isEmpty();

    turnstile.hold("one");
    round();
    assertThat(opened).containsExactly("one", "one");
  }

  @Test
  void whoIsHeldTwiceWaitsOnce() {
    turnstile.hold("one");
    turnstile.hold("one");
    round();

    assertThat(opened).containsExactly("one");
    assertThat(rounds).isEmpty();
  }

  @Test
  void whoHasClosedIsNotReadAgain() {
    turnstile.hold("one");
    turnstile.hold("other");
    turnstile.forget("one");
    round();

    assertThat(opened).containsExactly("other");
  }

  @Test
  void whoHasBegunAnotherRequestIsReadAtOnceAndOnlyOnce() {
    turnstile.hold("one");
    turnstile.release("one");
    assertThat(opened).containsExactly("one");
    round();

    assertThat(opened).containsExactly("one");
    turnstile.release("one");
    assertThat(opened).containsExactly("one");
  }

  @Test
  void thereIsOneRoundAtATimeHoweverOftenItEmpties() {
    turnstile.hold("one");
    turnstile.release("one");
    turnstile.hold("other");
    turnstile.forget("other");
    turnstile.hold("one");

    assertThat(rounds).hasSize(1);
    round();
    assertThat(rounds).isEmpty();
    assertThat(opened).containsExactly("one", "one");
  }

  @Test
  void whatCannotBeHeldDoesNotWait() {
    turnstile.hold(NOT_HELD);

    assertThat(turnstile.isCrowded()).isFalse();
    assertThat(rounds).isEmpty();
  }

  private void round() {
    rounds.remove().run();
  }
}
