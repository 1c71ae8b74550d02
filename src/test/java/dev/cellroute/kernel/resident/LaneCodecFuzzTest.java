package dev.cellroute.kernel.resident;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever a kernel sends, and in whatever pieces, reading ends in frames and answers or in a
 * {@link ProtocolException}.
 */
final class LaneCodecFuzzTest {
  private static final long MAX_FRAME = 4096;

  @FuzzTest
  void piecesMakeNoDifference(FuzzedDataProvider data) {
    int size = data.consumeInt(1, 64);
    byte[] bytes = data.consumeRemainingAsBytes();

    Assertions.assertEquals(read(bytes, Math.max(1, bytes.length)), read(bytes, size));
  }

  @FuzzTest
  void answersOfAnyContent(FuzzedDataProvider data) {
    LaneFrame.Kind kind = data.pickValue(LaneFrame.Kind.values());
    Buffer payload = Buffer.buffer(data.consumeRemainingAsBytes());
    try {
      Assertions.assertNotNull(LaneAnswer.of(new LaneFrame(kind, 1, payload), 64));
      Assertions.assertNotNull(Hello.of(payload));
    } catch (ProtocolException expected) {
      Assertions.assertNotNull(expected.getMessage());
    }
  }

  private static List<Object> read(byte[] bytes, int size) {
    List<Object> heard = new ArrayList<>();
    LaneReader reader = new LaneReader(MAX_FRAME, heard::add);
    try {
      for (int at = 0; at < bytes.length; at += size) {
        int length = Math.min(size, bytes.length - at);
        reader.read(Buffer.buffer().appendBytes(bytes, at, length));
      }
    } catch (ProtocolException broken) {
      heard.add(String.valueOf(broken.getMessage()));
    }
    return heard;
  }
}
