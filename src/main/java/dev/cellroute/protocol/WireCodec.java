package dev.cellroute.protocol;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Messages to frames and back, as drawn in <a
 * href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol">The wire
 * protocol</a>:
 *
 * <pre>
 *   0..n  identities        routing prefix (or the topic on IOPub), skipped
 *   n+1   &lt;IDS|MSG&gt;         delimiter
 *   n+2   signature         hex HMAC-SHA256 of the next four frames, joined
 *   n+3   header            {"msg_id", "session", "username", "date", "msg_type", "version"}
 *   n+4   parent_header     the header of the request this belongs to, or {}
 *   n+5   metadata          {}
 *   n+6   content           by msg_type
 *   n+7.. buffers           raw, not signed: counted, bounded, ignored
 * </pre>
 *
 * Decoding refuses what is unsigned, wrongly signed or seen before. A codec belongs to one kernel
 * and one thread.
 */
public final class WireCodec {
  /** Enough for the eight frames of a message and a generous number of buffers. */
  public static final int MAX_FRAMES = 64;

  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_IDENTITIES = 8;
  private static final int SIGNED_FRAMES = 4;
  private static final int MAX_HEADER = 64 * 1024;
  private static final int REPLAY_HISTORY = 4096;

  private final Signer signer;
  private final ReplayGuard replays = new ReplayGuard(REPLAY_HISTORY);

  /** A codec for one connection; the key is the connection file's and must not be empty. */
  public WireCodec(String key) {
    if (key.isEmpty()) {
      throw new IllegalArgumentException("key: empty (expected: the connection's key)");
    }
    signer = new Signer(key);
  }

  public List<byte[]> encode(Message message) {
    byte[] header = bytes(message.header());
    byte[] parent = bytes(message.parent());
    byte[] content = message.content().getBytes();
    byte[] signature = signer.sign(header, parent, EMPTY_OBJECT, content);
    return List.of(DELIMITER, signature, header, parent, EMPTY_OBJECT, content);
  }

  /**
   * The message in these frames. Throws nothing but {@link ProtocolException}, whatever the frames
   * hold.
   */
  public Message decode(List<byte[]> frames) throws ProtocolException {
    int start = afterDelimiter(frames);
    byte[] header = frames.get(start + 1);
    byte[] parent = frames.get(start + 2);
    byte[] content = frames.get(start + 4);
    verify(frames.get(start), signer.sign(header, parent, frames.get(start + 3), content));
    return new Message(
        headerOf(header, "header"), headerOf(parent, "parent_header"), Buffer.buffer(content));
  }

  private void verify(byte[] given, byte[] expected) throws ProtocolException {
    if (given.length == 0) {
      throw new ProtocolException("the message is not signed");
    }
    if (!Signer.matches(expected, given)) {
      throw new ProtocolException("the signature is wrong");
    }
    if (!replays.admits(given)) {
      throw new ProtocolException("the message was seen before");
    }
  }

  private static int afterDelimiter(List<byte[]> frames) throws ProtocolException {
    if (frames.size() > MAX_FRAMES) {
      throw new ProtocolException("more than " + MAX_FRAMES + " frames");
    }
    for (int at = 0; at < Math.min(frames.size(), MAX_IDENTITIES + 1); at++) {
      if (Arrays.equals(frames.get(at), DELIMITER)) {
        return enoughAfter(at, frames);
      }
    }
    throw new ProtocolException("no delimiter");
  }

  private static int enoughAfter(int delimiter, List<byte[]> frames) throws ProtocolException {
    if (frames.size() < delimiter + 2 + SIGNED_FRAMES) {
      throw new ProtocolException("only " + (frames.size() - delimiter - 1) + " frames");
    }
    return delimiter + 1;
  }

  private static Header headerOf(byte[] bytes, String name) throws ProtocolException {
    if (bytes.length > MAX_HEADER) {
      throw new ProtocolException(name + " of " + bytes.length + " bytes");
    }
    try {
      return WireJson.header(bytes);
    } catch (ProtocolException malformed) {
      throw new ProtocolException(name + ": " + malformed.getMessage());
    }
  }

  private static byte[] bytes(Header header) {
    if (header.id().isEmpty()) {
      return EMPTY_OBJECT;
    }
    return new JsonObject()
        .put("msg_id", header.id())
        .put("session", header.session())
        .put("username", header.username())
        .put("date", Instant.now().toString())
        .put("msg_type", header.type())
        .put("version", header.version())
        .toBuffer()
        .getBytes();
  }
}
