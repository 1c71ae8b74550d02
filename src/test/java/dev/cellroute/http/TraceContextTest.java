package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void aParentHasATraceASpanAndFlags() {
    TraceContext context = TraceContext.parse(List.of(PARENT), List.of("a=1")).orElseThrow();

    assertThat(context).isEqualTo(new TraceContext(TRACE, "00f067aa0ba902b7", "01", "a=1"));
    assertThat(context.parent()).isEqualTo(PARENT);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01       | true
      cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01       | true
      cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-later | true
      cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01later  | false
      00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more  | false
      ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01       | false
      00-00000000000000000000000000000000-00f067aa0ba902b7-01       | false
      00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01       | false
      00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01       | false
      00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01        | false
      00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7          | false
      nonsense                                                      | false
      """)
  void onlyAValidParentIsRead(String parent, boolean valid) {
    assertThat(TraceContext.parse(List.of(parent), List.of()).isPresent()).isEqualTo(valid);
  }

  @Test
  void ofTwoParentsNoneIsRight() {
    assertThat(TraceContext.parse(List.of(PARENT, PARENT), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a=1, b@c=2 | a=1,b@c=2
      a=1,,b=2   | a=1,b=2
      A=1        | ''
      a          | ''
      a=é        | ''
      a=1,=2     | ''
      """)
  void aStateThatIsNotValidIsLeftOut(String state, String read) {
    assertThat(TraceContext.parse(List.of(PARENT), List.of(state)).orElseThrow().state())
        .isEqualTo(read);
  }

  @Test
  void severalStatesAreOne() {
    assertThat(TraceContext.parse(List.of(PARENT), List.of("a=1", "b=2"))
            .orElseThrow()
            .state())
        .isEqualTo("a=1,b=2");
  }

  @Test
  void aStateHasItsLimits() {
    String long1 = "a=" + "x".repeat(256) + ",b=" + "x".repeat(256);
    String many = "a=1,".repeat(33);

    assertThat(TraceContext.parse(List.of(PARENT), List.of(long1)).orElseThrow().state())
        .isEmpty();
    assertThat(TraceContext.parse(List.of(PARENT), List.of(many)).orElseThrow().state())
        .isEmpty();
  }

  @Test
  void aFreshOneIsValidAndNotSampled() {
    TraceContext fresh = TraceContext.fresh();

    assertThat(TraceContext.parse(List.of(fresh.parent()), List.of())).contains(fresh);
    assertThat(fresh.flags()).isEqualTo("00");
  }
}
