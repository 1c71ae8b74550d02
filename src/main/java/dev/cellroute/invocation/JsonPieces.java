package dev.cellroute.invocation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts JSON into the texts of its parts, so that every digit stays as it was written. Only for
 * texts that {@link JsonSyntax} has found to be JSON; one pass, no tree.
 */
final class JsonPieces {
  private final String json;
  private final List<String> pieces = new ArrayList<>();

  private JsonPieces(String json) {
    this.json = json;
  }

  /** Whether a text is one JSON array. */
  static boolean isArray(String text) {
    return first(text) == '[' && JsonSyntax.isJson(text);
  }

  /** The elements of an array. */
  static List<String> elements(String array) {
    return new JsonPieces(array).cut();
  }

  /** The members of an object, of two with one name the last; none where it is no object. */
  static Map<String, String> members(String json) {
    if (first(json) != '{') {
      return Map.of();
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : new JsonPieces(json).cut()) {
      int end = endOfString(member, 0);
      String value = member.substring(member.indexOf(':', end) + 1);
      members.put(JsonSyntax.string(member.substring(0, end)), value.strip());
    }
    return members;
  }

  private static char first(String text) {
    return text.isBlank() ? ' ' : text.stripLeading().charAt(0);
  }

  /** Cuts at the commas that are in no inner bracket and in no string. */
  private List<String> cut() {
    int start = json.length() - json.stripLeading().length() + 1;
    int depth = 0;
    int at = start;
    while (depth >= 0) {
      char each = json.charAt(at);
      depth += isOpening(each) ? 1 : isClosing(each) ? -1 : 0;
      if (depth < 0 || (depth == 0 && each == ',')) {
        add(start, at);
        start = at + 1;
      }
      at = each == '"' ? endOfString(json, at) : at + 1;
    }
    return pieces;
  }

  /** An empty piece is all there is in an empty array. */
  private void add(int start, int end) {
    String piece = json.substring(start, end).strip();
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
  }

  private static boolean isOpening(char each) {
    return each == '[' || each == '{';
  }

  private static boolean isClosing(char each) {
    return each == ']' || each == '}';
  }

  /** The place behind a string that begins at {@code from}. */
  private static int endOfString(String json, int from) {
    int at = from + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
