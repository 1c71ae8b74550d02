package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A request document in the only alphabet that is ever put into source code,
 * {@code [A-Za-z0-9+/=]}, which no language gives a meaning inside quotes.
 */
final class Base64Text {
  private Base64Text() {}

  static String of(String document) {
    return Base64.getEncoder().encodeToString(document.getBytes(UTF_8));
  }

  /**
   * The text in pieces of at most {@code size} characters, in order; there is always at least one.
   */
  static List<String> chunks(String document, int size) {
    String text = of(document);
    List<String> chunks = new ArrayList<>();
    for (int start = 0; start < text.length(); start += size) {
      chunks.add(text.substring(start, Math.min(start + size, text.length())));
    }
    return chunks.isEmpty() ? List.of("") : chunks;
  }
}
