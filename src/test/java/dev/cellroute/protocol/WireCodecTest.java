package dev.cellroute.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WireCodecTest {
  private final WireCodec codec = new WireCodec(Recorded.KEY);

  @Test
  void recordedStreamMessageIsRead() throws ProtocolException {
    assertThat(codec.decode(Recorded.STREAM))
        .isEqualTo(new Message(
            new Header("0b5e9d3c_4711_12", "0b5e9d3c", "kernel", "stream", "5.4"),
            new Header("client:1", "client", "cellroute", "execute_request", "5.4"),
            Buffer.buffer("{\"name\": \"stdout\", \"text\": \"hällo\\n\"}")));
  }

  @Test
  void welcomeWithAnEmptyParentIsRead() throws ProtocolException {
    Message welcome = codec.decode(Recorded.WELCOME);
    assertThat(welcome.parent()).isEqualTo(Header.NONE);
    assertThat(Content.of(welcome)).isEqualTo(new Content.Other("iopub_welcome"));
  }

  @Test
  void whatIsEncodedIsDecoded() throws ProtocolException {
    Session session = new Session("me");
    Message sent = session.request("execute_request", new JsonObject().put("code", "1 + 1"));
    assertThat(codec.decode(codec.encode(sent))).isEqualTo(sent);
  }

  @Test
  void encodedFramesFollowTheDrawing() {
    Message sent = new Session("me").request("kernel_info_request", new JsonObject());
    List<String> frames = codec.encode(sent).stream()
        .map(each -> new String(each, StandardCharsets.UTF_8))
        .toList();
    assertThat(frames).hasSize(6).startsWith("<IDS|MSG>").endsWith("{}", "{}", "{}");
    assertThat(frames.get(1)).matches("[0-9a-f]{64}");
    assertThat(new JsonObject(frames.get(2)).fieldNames())
        .containsExactly("msg_id", "session", "username", "date", "msg_type", "version");
  }

  @Test
  void unsignedMessageIsRefused() {
    assertRefused(replaced(2, ""), "the message is not signed");
  }

  @Test
  void wronglySignedMessageIsRefused() {
    assertRefused(replaced(6, "{\"text\": \"forged\"}"), "the signature is wrong");
    assertRefused(replaced(2, "7a36"), "the signature is wrong");
  }

  @Test
  void repeatedMessageIsRefused() throws ProtocolException {
    codec.decode(Recorded.STREAM);
    assertRefused(Recorded.STREAM, "the message was seen before");
  }

  @Test
  void buffersAreIgnored() throws ProtocolException {
    List<byte[]> frames = new ArrayList<>(Recorded.STREAM);
    frames.add(new byte[] {1, 2, 3});
    assertThat(codec.decode(frames).type()).isEqualTo("stream");
  }

  @Test
  void tooManyFramesAreRefused() {
    assertRefused(Collections.nCopies(65, new byte[0]), "more than 64 frames");
  }

  @Test
  void framesWithoutADelimiterAreRefused() {
    assertRefused(List.of(), "no delimiter");
    assertRefused(Recorded.frames("a", "b", "c", "d", "e", "f", "g"), "no delimiter");
  }

  @Test
  void shortMessageIsRefused() {
    assertRefused(Recorded.STREAM.subList(0, 6), "only 4 frames");
  }

  @Test
  void signedNonsenseIsRefused() {
    assertRefused(Recorded.signed("[]", "{}", "{}"), "header: not a JSON object");
    assertRefused(Recorded.signed("{\"a\":", "{}", "{}"), "header: not a JSON object");
    assertRefused(Recorded.signed("{}", "null", "{}"), "parent_header: not a JSON object");
  }

  @Test
  void hugeHeaderIsRefused() {
    String padding = "x".repeat(65_536);
    assertRefused(
        Recorded.signed("{\"a\":\"" + padding + "\"}", "{}", "{}"), "header of 65544 bytes");
  }

  @Test
  void headerMembersOfAWrongTypeCountAsAbsent() throws ProtocolException {
    Message message =
        codec.decode(Recorded.signed("{\"msg_id\": 7, \"msg_type\": [1, {}]}", "{}", "{}"));
    assertThat(message.header()).isEqualTo(Header.NONE);
  }

  @Test
  void emptyKeyIsNoKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WireCodec(""))
        .withMessage("key: empty (expected: the connection's key)");
  }

  private static List<byte[]> replaced(int index, String text) {
    List<byte[]> frames = new ArrayList<>(Recorded.STREAM);
    frames.set(index, Recorded.bytes(text));
    return frames;
  }

  private void assertRefused(List<byte[]> frames, String message) {
    assertThatThrownBy(() -> codec.decode(frames))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }
}
