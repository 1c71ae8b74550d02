package dev.cellroute.http;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Percent-decoding (RFC 3986, section 2.1) as Kernel Gateway's users know it: what looks like an
 * escape but is none stays text, and bytes that are no text in the charset are a bad request.
 * Characters of the raw text stand for bytes, as the HTTP decoder delivers them.
 */
final class PercentText {
  /** What a plus sign means: a blank in queries and forms, itself in paths. */
  enum Plus {
    BLANK,
    PLUS
  }

  private PercentText() {}

  /** Decodes; {@code what} names the text in the failure's message. */
  static String decode(String raw, Plus plus, Charset charset, String what) {
    return isPlain(raw, plus) ? raw : text(bytes(raw, plus), charset, what);
  }

  /** Bytes as text, strictly; {@code what} names them in the failure's message. */
  static String text(ByteBuffer bytes, Charset charset, String what) {
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new GatewayException(
          ErrorCode.BAD_REQUEST, "%s: not valid %s".formatted(what, charset.name()), e);
    }
  }

  private static boolean isPlain(String raw, Plus plus) {
    for (int i = 0; i < raw.length(); i++) {
      char letter = raw.charAt(i);
      if (letter == '%' || letter > 0x7e || (letter == '+' && plus == Plus.BLANK)) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer bytes(String raw, Plus plus) {
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char letter = raw.charAt(i);
      int escaped = letter == '%' ? escaped(raw, i) : -1;
      if (escaped >= 0) {
        bytes.put((byte) escaped);
        i += 2;
      } else {
        bytes.put((byte) (letter == '+' && plus == Plus.BLANK ? ' ' : letter));
      }
    }
    return bytes.flip();
  }

  private static int escaped(String raw, int percent) {
    if (percent + 2 >= raw.length()) {
      return -1;
    }
    int high = digit(raw.charAt(percent + 1));
    int low = digit(raw.charAt(percent + 2));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  // Not Character.digit, which knows the digits of every script.
  private static int digit(char letter) {
    if (letter >= '0' && letter <= '9') {
      return letter - '0';
    }
    int small = letter | 0x20;
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
  }
}
