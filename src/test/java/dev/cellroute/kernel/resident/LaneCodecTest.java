package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.kernel.resident.LaneFrame.Kind;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LaneCodecTest {
  private static final long MAX_FRAME = 64;

  /** TEXT "hällo\n" of call 7, and an END of call 8, as Python's struct wrote them. */
  private static final String RECORDED = "00000010" + "11" + "0000000000000007" + "68c3a46c6c6f0a"
      + "0000000b" + "12" + "0000000000000008" + "7b7d";

  private static final List<LaneFrame> FRAMES = List.of(
      new LaneFrame(Kind.TEXT, 7, Buffer.buffer("hällo\n")),
      new LaneFrame(Kind.END, 8, Buffer.buffer("{}")));

  @Test
  void aCallIsItsNumberTheProgramAndTheDocument() {
    assertThat(hex(LaneCodec.call(258, 65_535, "{\"ä\":1}")))
        .isEqualTo("00000013" + "01" + "0000000000000102" + "ffff" + "7b22c3a4223a317d");
  }

  @Test
  void aCancellationIsANumber() {
    assertThat(hex(LaneCodec.cancel(258))).isEqualTo("00000009" + "02" + "0000000000000102");
  }

  @Test
  void framesInOnePieceAreReadInOrder() throws ProtocolException {
    assertThat(read(RECORDED.length(), RECORDED)).isEqualTo(FRAMES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 13, 20, 21})
  void framesAreReadFromPiecesOfAnySize(int size) throws ProtocolException {
    assertThat(read(size, RECORDED)).isEqualTo(FRAMES);
  }

  @Test
  void aFrameThatIsNotWholeIsNotHandedOver() throws ProtocolException {
    assertThat(read(RECORDED.length(), RECORDED.substring(0, RECORDED.length() - 2)))
        .isEqualTo(FRAMES.subList(0, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00000008 | a frame of 8 bytes (expected: 9 to 64)",
        "00000000 | a frame of 0 bytes (expected: 9 to 64)",
        "00000041 | a frame of 65 bytes (expected: 9 to 64)",
        "ffffffff | a frame of 4294967295 bytes (expected: 9 to 64)",
        "00000009010000000000000007 | a frame of the unknown kind 1",
        "00000009ff0000000000000007 | a frame of the unknown kind 255",
      })
  void bytesThatAreNoFrameAreRefusedWithTheirReason(String hex, String message) {
    assertThatThrownBy(() -> read(hex.length(), hex))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }

  @Test
  void aReaderMayAllowLongerFramesLater() throws ProtocolException {
    List<LaneFrame> frames = new ArrayList<>();
    LaneReader reader = new LaneReader(9, frames::add);
    reader.allow(MAX_FRAME);
    reader.read(Buffer.buffer(HexFormat.of().parseHex(RECORDED)));

    assertThat(frames).isEqualTo(FRAMES);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1_000_003, 64 * 1024, 3 * 1024 * 1024})
  void aLongFrameIsReadWholeWhateverPieceBeginsIt(int first) throws ProtocolException {
    Buffer payload = Buffer.buffer("0123456789abcde\n".repeat(256 * 1024));
    Buffer bytes = Buffer.buffer()
        .appendInt(9 + payload.length())
        .appendByte((byte) 17)
        .appendLong(7)
        .appendBuffer(payload);
    List<LaneFrame> frames = new ArrayList<>();
    LaneReader reader = new LaneReader(bytes.length(), frames::add);

    reader.read(bytes.getBuffer(0, first));
    for (int at = first; at < bytes.length(); at += 50_000) {
      reader.read(bytes.getBuffer(at, Math.min(at + 50_000, bytes.length())));
    }

    assertThat(frames).isEqualTo(List.of(new LaneFrame(Kind.TEXT, 7, payload)));
  }

  private static List<LaneFrame> read(int size, String hex) throws ProtocolException {
    List<LaneFrame> frames = new ArrayList<>();
    LaneReader reader = new LaneReader(MAX_FRAME, frames::add);
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int at = 0; at < bytes.length; at += size) {
      int length = Math.min(size, bytes.length - at);
      reader.read(Buffer.buffer().appendBytes(bytes, at, length));
    }
    return frames;
  }

  private static String hex(Buffer bytes) {
    return HexFormat.of().formatHex(bytes.getBytes());
  }
}
