package dev.cellroute.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.output.Output.Clear;
import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.output.Output.Display;
import dev.cellroute.output.Output.Failure;
import dev.cellroute.output.Output.Printed;
import dev.cellroute.output.Output.Result;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import dev.cellroute.output.Output.Update;
import dev.cellroute.output.OutputFold.Folded;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutputFoldTest {
  private static final MimeBundle ONE = bundle("1");
  private static final MimeBundle TWO = bundle("2");
  private static final MimeBundle THREE = bundle("3");

  @Test
  void nothingIsNothing() {
    assertThat(fold()).isEqualTo(folded("", List.of()));
  }

  @Test
  void standardOutputIsJoinedAndStandardErrorDropped() {
    assertThat(fold(out("a"), new Text(Stream.STDERR, "x"), out("b\n")))
        .isEqualTo(folded("ab\n", List.of()));
  }

  @Test
  void textThatCameAsBytesIsStandardOutput() {
    Output printed = new Printed(Buffer.buffer("ä\n"));

    assertThat(fold(printed, new Result(ONE)))
        .isEqualTo(new Folded("ä\n", List.of(), Optional.of(ONE), Optional.empty()));
    assertThat(OutputFold.size(List.of(printed))).isEqualTo(3);
  }

  @Test
  void onlyTextThatIsAllThereIsNeedsNoFold() {
    Output printed = new Printed(Buffer.buffer("a"));

    assertThat(OutputFold.onlyPrinted(List.of(printed))).contains(Buffer.buffer("a"));
    assertThat(OutputFold.onlyPrinted(List.of(printed, new Result(ONE)))).isEmpty();
    assertThat(OutputFold.onlyPrinted(List.of(out("a")))).isEmpty();
  }

  @Test
  void displaysKeepTheirOrderAndTheLastResultCounts() {
    assertThat(fold(display(ONE), new Result(ONE), display(TWO), new Result(TWO)))
        .isEqualTo(new Folded("", List.of(ONE, TWO), Optional.of(TWO), Optional.empty()));
  }

  @Test
  void failureIsKeptBesideTheRest() {
    Failure failure = new Failure("ValueError", "no", List.of());

    assertThat(fold(out("a"), failure))
        .isEqualTo(new Folded("a", List.of(), Optional.empty(), Optional.of(failure)));
  }

  @Test
  void updateReplacesEveryDisplayOfItsId() {
    assertThat(fold(
            new Display(ONE, "x"),
            new Display(TWO, ""),
            new Display(ONE, "x"),
            new Update(THREE, "x")))
        .isEqualTo(folded("", List.of(THREE, TWO, THREE)));
  }

  @Test
  void laterDisplayOfAnIdReplacesTheEarlierOne() {
    assertThat(fold(new Display(ONE, "x"), new Display(TWO, "x")))
        .isEqualTo(folded("", List.of(TWO, TWO)));
  }

  @Test
  void updateOfWhatWasNeverShownShowsNothing() {
    assertThat(fold(new Update(ONE, "x"), new Update(ONE, ""), display(TWO)))
        .isEqualTo(folded("", List.of(TWO)));
  }

  @Test
  void clearDropsEverythingShownBefore() {
    assertThat(fold(out("a"), display(ONE), new Result(ONE), new Clear(Moment.NOW)))
        .isEqualTo(folded("", List.of()));
  }

  @Test
  void clearWithTheNextOutputWaitsForIt() {
    Clear clear = new Clear(Moment.WITH_NEXT_OUTPUT);

    assertThat(fold(out("a"), clear)).isEqualTo(folded("a", List.of()));
    assertThat(fold(out("a"), clear, out("b"), out("c"))).isEqualTo(folded("bc", List.of()));
    assertThat(fold(out("a"), clear, new Text(Stream.STDERR, "x")))
        .isEqualTo(folded("", List.of()));
  }

  @Test
  void clearWaitingIsDoneByAClearAtOnce() {
    assertThat(fold(out("a"), new Clear(Moment.WITH_NEXT_OUTPUT), new Clear(Moment.NOW), out("b")))
        .isEqualTo(folded("b", List.of()));
  }

  @Test
  void clearedDisplayIsNotUpdated() {
    assertThat(fold(new Display(ONE, "x"), new Clear(Moment.NOW), new Update(TWO, "x")))
        .isEqualTo(folded("", List.of()));
  }

  @Test
  void sizeCountsTheTextsThatAreShown() {
    List<Output> outputs = List.of(
        out("abc"),
        new Text(Stream.STDERR, "de"),
        display(bundle("1234")),
        new Result(new MimeBundle(Map.of("text/plain", "12345", "application/json", 6))),
        new Clear(Moment.NOW));

    assertThat(OutputFold.size(outputs)).isEqualTo(3 + 2 + 4 + 5);
  }

  private static Folded fold(Output... outputs) {
    return OutputFold.fold(List.of(outputs));
  }

  private static Folded folded(String stdout, List<MimeBundle> displays) {
    return new Folded(stdout, displays, Optional.empty(), Optional.empty());
  }

  private static Text out(String text) {
    return new Text(Stream.STDOUT, text);
  }

  private static Display display(MimeBundle bundle) {
    return new Display(bundle, "");
  }

  private static MimeBundle bundle(String text) {
    return new MimeBundle(Map.of("text/plain", text));
  }
}
