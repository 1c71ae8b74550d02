package dev.cellroute.protocol;

import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a kernel says, read from a message by its type (Jupyter messaging, "Messages on the shell
 * channel" and "on the IOPub channel"). Members of a wrong type count as absent; a type we do not
 * know is {@link Other}.
 */
public sealed interface Content {
  /** A {@code status} message: the kernel began or ended the work on a request. */
  enum Status implements Content {
    STARTING,
    BUSY,
    IDLE
  }

  /** Output of a cell; {@code size} is what it counts against the limit, in bytes. */
  record Shown(Output output, long size) implements Content {}

  /** An {@code execute_reply}; {@code failure} is empty when the kernel says all went well. */
  record Executed(
      List<Output.Failure> failure, Map<String, MimeBundle> expressions, boolean asksExit)
      implements Content {
    public Executed {
      failure = List.copyOf(failure);
      expressions = Map.copyOf(expressions);
    }
  }

  /** A {@code kernel_info_reply}. */
  record Introduced(
      String implementation,
      String implementationVersion,
      String language,
      String languageVersion,
      String protocol)
      implements Content {}

  /** An {@code input_request}: the cell wants a line from a user. */
  record InputWanted(String prompt) implements Content {}

  /** Anything else; harmless. */
  record Other(String type) implements Content {}

  /** Reads a message's content. Throws nothing but {@link ProtocolException}. */
  static Content of(Message message) throws ProtocolException {
    return switch (message.type()) {
      case "stream", "display_data", "update_display_data", "execute_result", "clear_output" ->
        ContentReader.shown(message.type(), body(message), message.size());
      case "error" -> ContentReader.raised(body(message), message.size());
      case "status" -> ContentReader.status(body(message));
      case "execute_reply" -> ContentReader.executed(body(message));
      case "kernel_info_reply" -> ContentReader.introduced(body(message));
      case "input_request" -> ContentReader.inputWanted(body(message));
      default -> new Other(message.type());
    };
  }

  private static JsonObject body(Message message) throws ProtocolException {
    return WireJson.object(message.content().getBytes());
  }
}
