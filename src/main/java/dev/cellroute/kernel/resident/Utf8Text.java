package dev.cellroute.kernel.resident;

import io.vertx.core.buffer.Buffer;

/** Looks at text as the bytes it comes in, a window at a time, so that none of it is kept. Pure. */
final class Utf8Text {
  private static final int WINDOW = 64 * 1024;
  private static final char REPLACEMENT = '\ufffd';

  private Utf8Text() {}

  /**
   * Whether these are bytes of UTF-8 throughout. A text that itself has a replacement character
   * counts as broken: nothing is lost when it is decoded.
   */
  static boolean isSound(Buffer text) {
    int at = 0;
    while (at < text.length()) {
      int end = characterAt(text, Math.min(at + WINDOW, text.length()));
      if (text.getString(at, end).indexOf(REPLACEMENT) >= 0) {
        return false;
      }
      at = end;
    }
    return true;
  }

  /** Where a character begins, from here on. */
  private static int characterAt(Buffer text, int from) {
    int at = from;
    while (at < text.length() && (text.getByte(at) & 0xc0) == 0x80) {
      at++;
    }
    return at;
  }
}
