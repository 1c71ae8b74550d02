package dev.cellroute.http;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Entity tags (RFC 9110, section 8.8.3). Ours are two cyclic checksums and the length of the body:
 * the processor computes them at several gigabytes a second, where a cryptographic hash would hold
 * the event loop for milliseconds, and nobody gains by forging the tag of their own answer.
 */
final class EntityTag {
  private static final int SLICE = 64 * 1024;

  private EntityTag() {}

  static String of(Buffer body) {
    CRC32 first = new CRC32();
    CRC32C second = new CRC32C();
    byte[] slice = new byte[Math.min(SLICE, body.length())];
    for (int start = 0; start < body.length(); start += SLICE) {
      int length = Math.min(SLICE, body.length() - start);
      body.getBytes(start, start + length, slice);
      first.update(slice, 0, length);
      second.update(slice, 0, length);
    }
    return '"'
        + Long.toHexString((first.getValue() << 32) | second.getValue())
        + '-'
        + Integer.toHexString(body.length())
        + '"';
  }

  /** Whether an {@code If-None-Match} names the tag: {@code *} or a list, compared weakly. */
  static boolean matches(String ifNoneMatch, String tag) {
    String wanted = opaque(tag);
    String list = ifNoneMatch.strip();
    if (list.equals("*")) {
      return true;
    }
    for (int start = 0; start < list.length(); ) {
      int open = list.indexOf('"', start);
      int close = open < 0 ? -1 : list.indexOf('"', open + 1);
      if (close < 0) {
        return false;
      }
      if (list.substring(open, close + 1).equals(wanted)) {
        return true;
      }
      start = close + 1;
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
