package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.kernel.OutputLimit;
import dev.cellroute.kernel.resident.LaneAnswer.Done;
import dev.cellroute.kernel.resident.LaneAnswer.GivenUp;
import dev.cellroute.kernel.resident.LaneFrame.Kind;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaneAnswerTest {
  private static final MimeBundle PLAIN = new MimeBundle(Map.of("text/plain", "1"));

  @Test
  void textIsWhatTheCellPrinted() throws ProtocolException {
    assertThat(answer(Kind.TEXT, "hällo\n"))
        .isEqualTo(done(new Output.Text(Stream.STDOUT, "hällo\n")));
  }

  @Test
  void noTextIsNoOutput() throws ProtocolException {
    assertThat(answer(Kind.TEXT, "")).isEqualTo(done()).isEqualTo(answer(Kind.END, "{}"));
  }

  @Test
  void bytesThatAreNoTextAreReplaced() throws ProtocolException {
    Buffer surrogate = Buffer.buffer(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});

    assertThat(LaneAnswer.of(new LaneFrame(Kind.TEXT, 1, surrogate), 64))
        .isEqualTo(done(new Output.Text(Stream.STDOUT, "\ufffd")));
  }

  @Test
  void largeTextStaysTheBytesItCameIn() throws ProtocolException {
    Buffer text = Buffer.buffer("hällo 🌸\n".repeat(100_000));

    assertThat(LaneAnswer.of(new LaneFrame(Kind.TEXT, 1, text), text.length()))
        .isEqualTo(done(new Output.Printed(text)));
  }

  @Test
  void largeBytesThatAreNoTextAreReplaced() throws ProtocolException {
    String sound = "x".repeat(LaneAnswer.LARGE);
    Buffer broken = Buffer.buffer(sound).appendByte((byte) 0xff);

    assertThat(LaneAnswer.of(new LaneFrame(Kind.TEXT, 1, broken), broken.length()))
        .isEqualTo(done(new Output.Text(Stream.STDOUT, sound + "\ufffd")));
  }

  @Test
  void outputsKeepTheirOrderAndContent() throws ProtocolException {
    assertThat(answer(Kind.END, """
            {"outputs": [
              ["stdout", "a"],
              ["display", {"text/plain": "1"}, {}, {"display_id": "d"}],
              ["display", {"text/plain": "1"}, {}, {}],
              ["update", {"text/plain": "1"}, {}, {"display_id": "d"}],
              ["result", {"text/plain": "1"}, {}],
              ["clear", true],
              ["clear", false],
              ["error", "ValueError", "no", ["one", "two"]]]}
            """))
        .isEqualTo(done(
            new Output.Text(Stream.STDOUT, "a"),
            new Output.Display(PLAIN, "d"),
            new Output.Display(PLAIN, ""),
            new Output.Update(PLAIN, "d"),
            new Output.Result(PLAIN),
            new Output.Clear(Moment.WITH_NEXT_OUTPUT),
            new Output.Clear(Moment.NOW),
            new Output.Failure("ValueError", "no", List.of("one", "two"))));
  }

  @Test
  void responseComesAsTheValueOfItsExpression() throws ProtocolException {
    MimeBundle bundle =
        new MimeBundle(Map.of("application/vnd.cellroute.response+json", "{\"response\": 1}"));

    assertThat(answer(Kind.END, "{\"response\": \"{\\\"response\\\": 1}\"}"))
        .isEqualTo(new Done(new Outcome(List.of(), Map.of("RESPONSE", bundle), Afterwards.STAYS)));
  }

  @Test
  void theNextProgramsOutputsAreAnOutcomeOfTheirOwn() throws ProtocolException {
    Output text = new Output.Text(Stream.STDOUT, "{}");
    Outcome next = new Outcome(List.of(text), Map.of(), Afterwards.STAYS);

    assertThat(answer(Kind.END, "{\"info\": [[\"stdout\", \"{}\"]]}"))
        .isEqualTo(new Done(new Outcome(List.of(), Map.of(), Afterwards.STAYS, Optional.of(next))));
  }

  @Test
  void theKernelMaySayThatItLeaves() throws ProtocolException {
    assertThat(answer(Kind.END, "{\"leaves\": true}"))
        .isEqualTo(new Done(new Outcome(List.of(), Map.of(), Afterwards.LEAVES)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "END  | {\"limit\": true}",
        "TEXT | 12345678901234567890123456789012345678901234567890123456789012345",
        "END  | {\"outputs\": [[\"stdout\","
            + " \"12345678901234567890123456789012345678901234567890123456789012345\"]]}",
      })
  void moreOutputThanAllowedIsNoAnswer(Kind kind, String payload) throws ProtocolException {
    assertThat(answer(kind, payload))
        .isEqualTo(new GivenUp(ErrorCode.OUTPUT_LIMIT, OutputLimit.exceeded(64)));
  }

  @Test
  void aCallThatWasGivenUpSaysSo() throws ProtocolException {
    assertThat(answer(Kind.END, "{\"cancelled\": true}")).isEqualTo(LaneAnswer.CANCELLED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HELLO | {} | a second HELLO",
        "END | prose | not a JSON object",
        "END | {\"outputs\": 1} | outputs that are no list",
        "END | {\"outputs\": [1]} | an output that is no list",
        "END | {\"outputs\": [[\"smell\"]]} | an output of an unknown kind",
        "END | {\"info\": [[]]} | an output of an unknown kind",
      })
  void whatCannotBeUnderstoodIsRefused(Kind kind, String payload, String message) {
    assertThatThrownBy(() -> answer(kind, payload))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }

  private static LaneAnswer answer(Kind kind, String payload) throws ProtocolException {
    return LaneAnswer.of(new LaneFrame(kind, 1, Buffer.buffer(payload)), 64);
  }

  private static Done done(Output... outputs) {
    return new Done(new Outcome(List.of(outputs), Map.of(), Afterwards.STAYS));
  }
}
