package dev.cellroute.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** Results as JSON, pretty, with an end of line. */
final class Json {
  private Json() {}

  static <T> String array(List<T> values, Function<T, JsonObject> form) {
    return new JsonArray(values.stream().map(form).toList()).encodePrettily() + "\n";
  }
}
