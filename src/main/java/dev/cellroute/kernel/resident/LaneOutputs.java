package dev.cellroute.kernel.resident;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Clear.Moment;
import dev.cellroute.protocol.ProtocolException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the outputs in an END frame, one method a kind. A kind we do not know is refused; a member
 * that is missing or of a wrong type is empty, as it is on the standard way.
 */
final class LaneOutputs {
  private LaneOutputs() {}

  /** No list at all means no output. */
  static List<Output> of(@Nullable Object value) throws ProtocolException {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw new ProtocolException("outputs that are no list");
    }
    List<Output> outputs = new ArrayList<>(array.size());
    for (Object each : array) {
      outputs.add(output(each));
    }
    return outputs;
  }

  private static Output output(@Nullable Object value) throws ProtocolException {
    if (!(value instanceof JsonArray parts)) {
      throw new ProtocolException("an output that is no list");
    }
    return switch (text(parts, 0)) {
      case "stdout" -> new Output.Text(Output.Stream.STDOUT, text(parts, 1));
      case "display" -> new Output.Display(bundle(parts), displayId(parts));
      case "update" -> new Output.Update(bundle(parts), displayId(parts));
      case "result" -> new Output.Result(bundle(parts));
      case "clear" -> new Output.Clear(moment(parts));
      case "error" -> new Output.Failure(text(parts, 1), text(parts, 2), texts(part(parts, 3)));
      default -> throw new ProtocolException("an output of an unknown kind");
    };
  }

  private static MimeBundle bundle(JsonArray parts) {
    return new MimeBundle(object(parts, 1).getMap());
  }

  private static String displayId(JsonArray parts) {
    return object(parts, 3).getValue("display_id") instanceof String id ? id : "";
  }

  private static Moment moment(JsonArray parts) {
    return Boolean.TRUE.equals(part(parts, 1)) ? Moment.WITH_NEXT_OUTPUT : Moment.NOW;
  }

  private static JsonObject object(JsonArray parts, int at) {
    return part(parts, at) instanceof JsonObject object ? object : new JsonObject();
  }

  private static String text(JsonArray parts, int at) {
    return part(parts, at) instanceof String text ? text : "";
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof JsonArray array
        ? array.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }

  private static @Nullable Object part(JsonArray parts, int at) {
    return at < parts.size() ? parts.getValue(at) : null;
  }
}
