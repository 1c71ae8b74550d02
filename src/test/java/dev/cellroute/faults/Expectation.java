package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What a client must see of a fault; fails with an {@code AssertionError}. */
@FunctionalInterface
interface Expectation {
  void check(Seen seen);

  default Expectation and(Expectation other) {
    return seen -> {
      check(seen);
      other.check(seen);
    };
  }

  default Expectation or(Expectation other) {
    return seen -> {
      try {
        check(seen);
      } catch (AssertionError first) {
        other.check(seen);
      }
    };
  }

  /** The attack itself has said what had to hold. */
  static Expectation nothingElse() {
    return seen -> {};
  }

  /** One answer of these statuses, after which the connection serves the next request. */
  static Expectation answered(Integer... statuses) {
    return seen -> {
      assertThat(seen.only().status()).as(seen.toString()).isIn((Object[]) statuses);
      assertThat(seen.next()).as("next answer of the connection").isEqualTo(Seen.Next.ANSWERED);
    };
  }

  /** One answer of these statuses, after which the connection is closed. */
  static Expectation refused(Integer... statuses) {
    return seen -> {
      assertThat(seen.only().status()).as(seen.toString()).isIn((Object[]) statuses);
      assertThat(seen.next()).as("the connection after it").isEqualTo(Seen.Next.CLOSED);
    };
  }

  /** No answer at all, and the connection is closed. */
  static Expectation cut() {
    return seen -> {
      assertThat(seen.answers()).isEmpty();
      assertThat(seen.next()).isEqualTo(Seen.Next.CLOSED);
    };
  }

  /** Each answer has one of these statuses. */
  static Expectation statuses(Integer... statuses) {
    List<Integer> allowed = Arrays.asList(statuses);
    return seen -> {
      assertThat(seen.answers()).isNotEmpty();
      assertThat(seen.answers())
          .allSatisfy(
              answer -> assertThat(answer.status()).as(answer.toString()).isIn(allowed));
    };
  }

  /** One problem document with this code. */
  static Expectation problem(int status, String code) {
    return seen -> {
      Seen.Answer answer = seen.only();
      assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
      assertThat(answer.header("content-type")).contains("application/problem+json");
      assertThat(answer.json().getString("code")).isEqualTo(code);
      assertThat(answer.json().getString("request_id"))
          .isEqualTo(answer.header("x-request-id").orElseThrow());
      assertThat(answer.body()).doesNotContain("\tat ", "Traceback", "/home/", "/root/");
    };
  }

  static Expectation body(String body) {
    return seen -> assertThat(seen.only().body()).isEqualTo(body);
  }

  static Expectation within(Duration limit) {
    return seen -> assertThat(seen.took()).isLessThan(limit);
  }

  static Expectation atLeast(int number, int status) {
    return seen -> assertThat(seen.answers())
        .filteredOn(answer -> answer.status() == status)
        .hasSizeGreaterThanOrEqualTo(number);
  }

  /** The range of a status class, such as 4 for 400 to 499. */
  static Integer[] family(int hundreds) {
    return IntStream.range(hundreds * 100, hundreds * 100 + 100).boxed().toArray(Integer[]::new);
  }
}
