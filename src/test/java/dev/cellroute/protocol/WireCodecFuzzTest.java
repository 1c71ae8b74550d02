package dev.cellroute.protocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Whatever a kernel sends, decoding ends in a message or in a {@link ProtocolException}. */
final class WireCodecFuzzTest {
  private static final List<String> TYPES = List.of(
      "stream",
      "display_data",
      "update_display_data",
      "execute_result",
      "clear_output",
      "error",
      "status",
      "execute_reply",
      "kernel_info_reply",
      "input_request",
      "other");

  @FuzzTest
  void framesOfAnyShape(FuzzedDataProvider data) {
    List<byte[]> frames = new ArrayList<>();
    while (data.remainingBytes() > 0 && frames.size() < 80) {
      frames.add(data.consumeBytes(data.consumeInt(0, 256)));
    }
    decode(frames);
  }

  @FuzzTest
  void signedPartsOfAnyContent(FuzzedDataProvider data) {
    String type = data.pickValue(TYPES);
    String header =
        data.consumeBoolean() ? "{\"msg_type\":\"" + type + "\"}" : data.consumeString(100);
    String parent = data.consumeBoolean() ? "{}" : data.consumeString(100);
    decode(Recorded.signed(header, parent, data.consumeRemainingAsString()));
  }

  private static void decode(List<byte[]> frames) {
    try {
      Content content = Content.of(new WireCodec(Recorded.KEY).decode(frames));
      Assertions.assertNotNull(content);
    } catch (ProtocolException expected) {
      Assertions.assertNotNull(expected.getMessage());
    }
  }
}
