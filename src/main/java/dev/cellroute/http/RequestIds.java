package dev.cellroute.http;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Names requests. A client's own id is taken over when it has at most 64 letters, digits,
 * {@code -}, {@code _} or {@code .}; otherwise a fresh one is made: 16 hexadecimal digits, no two
 * alike in a process. They are names, not secrets. Any thread.
 */
final class RequestIds {
  private static final int LONGEST = 64;
  private static final HexFormat HEX = HexFormat.of();

  // Reached by every thread that receives requests; each step is one atomic addition.
  private final AtomicLong state;

  RequestIds(long seed) {
    this.state = new AtomicLong(seed);
  }

  String of(@Nullable String presented) {
    return presented != null && isSafe(presented) ? presented : next();
  }

  private static boolean isSafe(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (!isSafe(id.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSafe(char letter) {
    return (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9')
        || letter == '-'
        || letter == '_'
        || letter == '.';
  }

  // SplitMix64 (Steele, Lea, Flood, 2014): a bijection of a counter, hence no repetition.
  private String next() {
    long bits = state.addAndGet(0x9e3779b97f4a7c15L);
    bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
    return HEX.toHexDigits(bits ^ (bits >>> 31));
  }
}
