package dev.cellroute.invocation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON piece by piece into one string. {@link Style#PYTHON} is what Python's
 * {@code json.dumps} gives, which is what Kernel Gateway sends: ASCII only, so that no locale of a
 * kernel can spoil it. Numbers that JSON does not have (NaN, infinities) become {@code null}. Not
 * checked: that what is opened is closed.
 */
final class JsonText {
  /** How the text looks; the value is the same. */
  enum Style {
    PYTHON(", ", ": "),
    COMPACT(",", ":");

    private final String betweenValues;
    private final String afterName;

    Style(String betweenValues, String afterName) {
      this.betweenValues = betweenValues;
      this.afterName = afterName;
    }
  }

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Style style;
  private final StringBuilder out;

  JsonText(Style style, int capacity) {
    this.style = style;
    out = new StringBuilder(capacity);
  }

  static String of(Style style, @Nullable Object value) {
    return new JsonText(style, 64).value(value).toString();
  }

  JsonText openObject() {
    return open('{');
  }

  JsonText closeObject() {
    out.append('}');
    return this;
  }

  JsonText openArray() {
    return open('[');
  }

  JsonText closeArray() {
    out.append(']');
    return this;
  }

  JsonText name(String name) {
    string(name);
    out.append(style.afterName);
    return this;
  }

  JsonText string(String text) {
    separate();
    out.append('"');
    escape(text);
    out.append('"');
    return this;
  }

  JsonText strings(Iterable<String> texts) {
    openArray();
    texts.forEach(this::string);
    return closeArray();
  }

  JsonText number(long number) {
    separate();
    out.append(number);
    return this;
  }

  /**
   * Text that is JSON already; outside of strings JSON is ASCII, so characters can be escaped where
   * they stand.
   */
  JsonText raw(String json) {
    separate();
    String bare = json.strip();
    int from = 0;
    for (int at = 0, end = bare.length(); at < end; at++) {
      if (!isPlain(bare.charAt(at))) {
        out.append(bare, from, at);
        unicode(bare.charAt(at));
        from = at + 1;
      }
    }
    out.append(bare, from, bare.length());
    return this;
  }

  /** Any value as Vert.x JSON holds it; everything else as its text. */
  JsonText value(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return string(text.toString());
    }
    if (value instanceof JsonObject object) {
      return object(object.getMap());
    }
    if (value instanceof Map<?, ?> map) {
      return object(map);
    }
    if (value instanceof JsonArray array) {
      return array(array.getList());
    }
    if (value instanceof Iterable<?> list) {
      return array(list);
    }
    if (value == null || value instanceof Boolean || value instanceof Number) {
      separate();
      out.append(isBeyondJson(value) ? null : value);
      return this;
    }
    return string(value.toString());
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private JsonText open(char bracket) {
    separate();
    out.append(bracket);
    return this;
  }

  private JsonText object(Map<?, ?> map) {
    openObject();
    map.forEach((name, value) -> name(String.valueOf(name)).value(value));
    return closeObject();
  }

  private JsonText array(Iterable<?> list) {
    openArray();
    list.forEach(this::value);
    return closeArray();
  }

  /**
   * The last character tells what went before: a value never ends like an opening bracket or a
   * name's end.
   */
  private void separate() {
    if (out.length() == 0) {
      return;
    }
    char last = out.charAt(out.length() - 1);
    if (last != '{' && last != '[' && last != ':' && last != ' ') {
      out.append(style.betweenValues);
    }
  }

  private void escape(String text) {
    int from = 0;
    for (int at = 0, end = text.length(); at < end; at++) {
      char each = text.charAt(at);
      if (each < ' ' || each == '"' || each == '\\' || !isPlain(each)) {
        out.append(text, from, at);
        escape(each);
        from = at + 1;
      }
    }
    out.append(text, from, text.length());
  }

  private void escape(char each) {
    switch (each) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> unicode(each);
    }
  }

  private void unicode(char each) {
    out.append("\\u")
        .append(HEX[each >> 12])
        .append(HEX[(each >> 8) & 15])
        .append(HEX[(each >> 4) & 15])
        .append(HEX[each & 15]);
  }

  private boolean isPlain(char each) {
    return each < 0x7f || (each > 0x7f && style == Style.COMPACT);
  }

  private static boolean isBeyondJson(@Nullable Object value) {
    return (value instanceof Double wide && !Double.isFinite(wide))
        || (value instanceof Float narrow && !Float.isFinite(narrow));
  }
}
