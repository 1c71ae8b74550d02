package dev.cellroute.protocol;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.output.Output.Stream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads content objects, one method a message type. Total: what is missing or of a wrong type is
 * empty.
 */
final class ContentReader {
  private ContentReader() {}

  static Content shown(String type, JsonObject body, int size) {
    return switch (type) {
      case "stream" -> stream(body);
      case "clear_output" -> new Content.Shown(new Output.Clear(moment(body)), 0);
      case "execute_result" ->
        new Content.Shown(new Output.Result(bundle(object(body, "data"))), size);
      case "update_display_data" ->
        new Content.Shown(new Output.Update(bundle(object(body, "data")), displayId(body)), size);
      default ->
        new Content.Shown(new Output.Display(bundle(object(body, "data")), displayId(body)), size);
    };
  }

  static Content raised(JsonObject body, int size) {
    return new Content.Shown(failure(body), size);
  }

  static Content status(JsonObject body) {
    return switch (text(body, "execution_state")) {
      case "busy" -> Content.Status.BUSY;
      case "idle" -> Content.Status.IDLE;
      case "starting" -> Content.Status.STARTING;
      default -> new Content.Other("status");
    };
  }

  static Content executed(JsonObject body) {
    return new Content.Executed(
        replyFailure(body), expressions(object(body, "user_expressions")), asksExit(body));
  }

  static Content introduced(JsonObject body) {
    JsonObject language = object(body, "language_info");
    return new Content.Introduced(
        text(body, "implementation"),
        text(body, "implementation_version"),
        text(language, "name"),
        text(language, "version"),
        text(body, "protocol_version"));
  }

  static Content inputWanted(JsonObject body) {
    return new Content.InputWanted(text(body, "prompt"));
  }

  private static Content stream(JsonObject body) {
    String text = text(body, "text");
    Stream stream = "stderr".equals(text(body, "name")) ? Stream.STDERR : Stream.STDOUT;
    return new Content.Shown(new Output.Text(stream, text), utf8Length(text));
  }

  private static Moment moment(JsonObject body) {
    return Boolean.TRUE.equals(body.getValue("wait")) ? Moment.WITH_NEXT_OUTPUT : Moment.NOW;
  }

  private static String displayId(JsonObject body) {
    return text(object(body, "transient"), "display_id");
  }

  /**
   * Kernels answer {@code error}, {@code aborted}, and outside of the specification {@code abort}.
   */
  private static List<Output.Failure> replyFailure(JsonObject body) {
    String status = text(body, "status");
    if ("ok".equals(status)) {
      return List.of();
    }
    if (!text(body, "ename").isEmpty()) {
      return List.of(failure(body));
    }
    String said = status.isEmpty() ? "no status" : "status " + status;
    return List.of(
        new Output.Failure("ExecutionAborted", "the kernel answered " + said, List.of()));
  }

  private static Output.Failure failure(JsonObject body) {
    return new Output.Failure(
        text(body, "ename"), text(body, "evalue"), texts(body.getValue("traceback")));
  }

  private static boolean asksExit(JsonObject body) {
    return body.getValue("payload") instanceof JsonArray payloads
        && payloads.stream().anyMatch(each -> each instanceof JsonObject one && isExit(one));
  }

  /** A kernel that keeps itself alive in spite of {@code exit()} says so by {@code keepkernel}. */
  private static boolean isExit(JsonObject payload) {
    return "ask_exit".equals(text(payload, "source"))
        && !Boolean.TRUE.equals(payload.getValue("keepkernel"));
  }

  private static Map<String, MimeBundle> expressions(JsonObject results) {
    Map<String, MimeBundle> values = new LinkedHashMap<>();
    for (String name : results.fieldNames()) {
      JsonObject result = object(results, name);
      if ("ok".equals(text(result, "status"))) {
        values.put(name, bundle(object(result, "data")));
      }
    }
    return values;
  }

  private static MimeBundle bundle(JsonObject data) {
    return new MimeBundle(data.getMap());
  }

  private static String text(JsonObject body, String name) {
    return body.getValue(name) instanceof String text ? text : "";
  }

  private static JsonObject object(JsonObject body, String name) {
    return body.getValue(name) instanceof JsonObject object ? object : new JsonObject();
  }

  private static List<String> texts(Object value) {
    return value instanceof JsonArray array
        ? array.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }

  private static long utf8Length(String text) {
    long length = text.length();
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      length += unit < 0x80 ? 0 : unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
    }
    return length;
  }
}
