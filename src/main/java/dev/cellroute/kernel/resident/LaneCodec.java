package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.kernel.resident.LaneFrame.Kind;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.buffer.Buffer;

/**
 * The frames of the resident lane as bytes, version 1. Integers are big-endian; {@code length}
 * counts what follows it.
 *
 * <pre>
 *   0        4      5            13
 *   ┌────────┬──────┬────────────┬───────────────────────────┐
 *   │ length │ kind │ call       │ payload: length - 9 bytes │
 *   │ u32    │ u8   │ u64        │                           │
 *   └────────┴──────┴────────────┴───────────────────────────┘
 *
 *   to the kernel       1 CALL     u16 program, then the request document in UTF-8
 *                       2 CANCEL   nothing
 *   from the kernel    16 HELLO    JSON, call 0: version, secret, what it takes
 *                      17 TEXT     what the cell printed, in UTF-8, and nothing else came of it
 *                      18 END      JSON: everything that came of the call
 * </pre>
 *
 * A frame that is too short, too long or of an unknown kind is the end: what follows it cannot be
 * understood. Pure.
 */
final class LaneCodec {
  static final int VERSION = 1;

  /** The bytes of the length itself. */
  static final int LENGTH = 4;

  /** Programs are numbered in two bytes. */
  static final int MAX_PROGRAMS = 65_536;

  private static final int HEAD = 9;
  private static final int PAYLOAD_AT = LENGTH + HEAD;
  private static final int PROGRAM = 2;
  private static final byte CALL = 1;
  private static final byte CANCEL = 2;

  private LaneCodec() {}

  /** A CALL frame, in one piece. */
  static Buffer call(long call, int program, String document) {
    byte[] text = document.getBytes(UTF_8);
    return head(CALL, call, PROGRAM + text.length).appendUnsignedShort(program).appendBytes(text);
  }

  static Buffer cancel(long call) {
    return head(CANCEL, call, 0);
  }

  /** How many bytes the frame at this place takes in all; its length must have arrived. */
  static long size(Buffer bytes, int at, long maxFrame) throws ProtocolException {
    long length = bytes.getUnsignedInt(at);
    if (length < HEAD || length > maxFrame) {
      throw new ProtocolException(
          "a frame of %d bytes (expected: %d to %d)".formatted(length, HEAD, maxFrame));
    }
    return LENGTH + length;
  }

  /** The whole frame at this place; its payload shares the bytes. */
  static LaneFrame frame(Buffer bytes, int at, int size) throws ProtocolException {
    Kind kind = kind(bytes.getUnsignedByte(at + LENGTH));
    long call = bytes.getLong(at + LENGTH + 1);
    return new LaneFrame(kind, call, bytes.slice(at + PAYLOAD_AT, at + size));
  }

  private static Kind kind(short code) throws ProtocolException {
    return switch (code) {
      case 16 -> Kind.HELLO;
      case 17 -> Kind.TEXT;
      case 18 -> Kind.END;
      default -> throw new ProtocolException("a frame of the unknown kind " + code);
    };
  }

  private static Buffer head(byte kind, long call, int payload) {
    return Buffer.buffer(PAYLOAD_AT + payload)
        .appendInt(HEAD + payload)
        .appendByte(kind)
        .appendLong(call);
  }
}
