package dev.cellroute.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output.Failure;
import dev.cellroute.output.Output.Result;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputCollectorTest {
  private final OutputCollector collector = new OutputCollector(10);

  @Test
  void textToOneStreamIsJoinedUntilSomethingElseComes() {
    collector.add(new Text(Stream.STDOUT, "a"), 1);
    collector.add(new Text(Stream.STDOUT, "b"), 1);
    collector.add(new Text(Stream.STDERR, "c"), 1);
    collector.add(new Result(MimeBundle.EMPTY), 1);
    collector.add(new Text(Stream.STDERR, "d"), 1);
    assertThat(collector.outputs())
        .isEqualTo(List.of(
            new Text(Stream.STDOUT, "ab"),
            new Text(Stream.STDERR, "c"),
            new Result(MimeBundle.EMPTY),
            new Text(Stream.STDERR, "d")));
  }

  @Test
  void limitItselfIsAllowed() {
    collector.add(new Text(Stream.STDOUT, "0123456789"), 10);
    assertThat(collector.isFull()).isFalse();
  }

  @Test
  void nothingIsKeptBeyondTheLimit() {
    collector.add(new Text(Stream.STDOUT, "0123456789"), 10);
    collector.add(new Text(Stream.STDOUT, "x"), 1);
    collector.add(new Result(MimeBundle.EMPTY), 0);
    assertThat(collector.isFull()).isTrue();
    assertThat(collector.outputs()).isEmpty();
  }

  @Test
  void piecesAreLimitedToo() {
    for (int i = 0; i <= 100_000; i++) {
      collector.add(new Result(MimeBundle.EMPTY), 0);
    }
    assertThat(collector.isFull()).isTrue();
  }

  @Test
  void failureIsSeen() {
    assertThat(collector.hasFailure()).isFalse();
    collector.add(new Failure("E", "v", List.of()), 1);
    assertThat(collector.hasFailure()).isTrue();
  }
}
