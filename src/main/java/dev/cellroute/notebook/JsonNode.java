package dev.cellroute.notebook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value that knows its path. Asking it for something it is not reports {@code path: value
 * (expected: …)} and answers with nothing: an empty text, an empty list, an absent node. A JSON
 * null counts as absent, as tools write both.
 */
record JsonNode(String path, Object value, BiConsumer<String, String> problems) {
  /** Stands for a JSON null and for a field that is not there. */
  static final Object NULL = new Object();

  private static final int MAX_SHOWN = 40;

  boolean isAbsent() {
    return value == NULL;
  }

  boolean isObject() {
    return value instanceof JsonObject;
  }

  boolean isNumber(int expected) {
    return value instanceof Number number && number.toString().equals(Integer.toString(expected));
  }

  boolean isText(String expected) {
    return expected.equals(value);
  }

  /** The field's node; of anything but an object it is absent. */
  JsonNode field(String name) {
    Object found = value instanceof JsonObject object ? object.getValue(name) : null;
    return child(path + "." + name, found);
  }

  /** This node, reported when it is neither an object nor absent. */
  JsonNode object() {
    if (!isObject() && !isAbsent()) {
      report("an object");
    }
    return this;
  }

  /** This node, reported when it is absent. */
  JsonNode required(String expectation) {
    if (isAbsent()) {
      report(expectation);
    }
    return this;
  }

  String text() {
    return textOf("a string").orElse("");
  }

  /** A string, or a list of strings put together as nbformat's multi-line strings are. */
  String joinedText() {
    return value instanceof JsonArray
        ? String.join("", texts("string or list of strings"))
        : textOf("string or list of strings").orElse("");
  }

  List<String> texts(String expectation) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(expectation)) {
      item.required("a string").textOf("a string").ifPresent(texts::add);
    }
    return texts;
  }

  List<JsonNode> items(String expectation) {
    List<JsonNode> items = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        items.add(child(path + "[" + i + "]", array.getValue(i)));
      }
    } else if (!isAbsent()) {
      report(expectation);
    }
    return items;
  }

  /** The message that this is not what the format says. */
  String expected(String expectation) {
    return path + ": " + shown() + " (expected: " + expectation + ")";
  }

  private Optional<String> textOf(String expectation) {
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (!isAbsent()) {
      report(expectation);
    }
    return Optional.empty();
  }

  private void report(String expectation) {
    problems.accept("notebook-field", expected(expectation));
  }

  private String shown() {
    if (isAbsent()) {
      return "missing";
    }
    if (isObject()) {
      return "an object";
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    String text = value instanceof String ? "\"" + value + "\"" : value.toString();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
  }

  private JsonNode child(String path, @Nullable Object found) {
    return new JsonNode(path, found == null ? NULL : found, problems);
  }
}
