package dev.cellroute.http;

import dev.cellroute.http.PercentText.Plus;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form {@code name=value&name=value} of queries and url-encoded forms (URL standard, section
 * 5.1): only the ampersand separates, only the first equals sign divides, a name without one has
 * the empty text as its value.
 */
final class Arguments {
  private Arguments() {}

  /**
   * Decodes to values by name, in order of first appearance; {@code what} names an argument in a
   * failure's message.
   */
  static Map<String, List<String>> parse(String raw, Charset charset, String what) {
    if (raw.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> arguments = new LinkedHashMap<>();
    for (int start = 0; start <= raw.length(); ) {
      int end = end(raw, start);
      if (end > start) {
        add(arguments, raw, start, end, charset, what);
      }
      start = end + 1;
    }
    return arguments;
  }

  /** The raw text without the arguments of that (decoded) name. */
  static String without(String raw, Charset charset, String name, String what) {
    StringBuilder kept = new StringBuilder();
    for (int start = 0; start <= raw.length(); ) {
      int end = end(raw, start);
      if (!name(raw, start, end, charset, what).equals(name)) {
        kept.append(kept.isEmpty() ? "" : "&").append(raw, start, end);
      }
      start = end + 1;
    }
    return kept.toString();
  }

  private static void add(
      Map<String, List<String>> arguments,
      String raw,
      int start,
      int end,
      Charset charset,
      String what) {
    String name = name(raw, start, end, charset, what);
    int value = Math.min(equalsSign(raw, start, end) + 1, end);
    arguments
        .computeIfAbsent(name, unused -> new ArrayList<>(1))
        .add(PercentText.decode(
            raw.substring(value, end), Plus.BLANK, charset, what + " '" + name + "'"));
  }

  private static String name(String raw, int start, int end, Charset charset, String what) {
    String name = raw.substring(start, equalsSign(raw, start, end));
    return PercentText.decode(name, Plus.BLANK, charset, "the name of a " + what);
  }

  private static int end(String raw, int start) {
    int ampersand = raw.indexOf('&', start);
    return ampersand < 0 ? raw.length() : ampersand;
  }

  private static int equalsSign(String raw, int start, int end) {
    for (int i = start; i < end; i++) {
      if (raw.charAt(i) == '=') {
        return i;
      }
    }
    return end;
  }
}
