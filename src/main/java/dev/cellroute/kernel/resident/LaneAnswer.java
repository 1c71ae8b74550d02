package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.kernel.Outcome.Afterwards;
import dev.cellroute.kernel.OutputLimit;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import dev.cellroute.output.OutputFold;
import dev.cellroute.protocol.ProtocolException;
import dev.cellroute.protocol.WireJson;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel says came of a call: an outcome, or one of the two ways a call ends without one.
 * Read from a TEXT or END frame; pure.
 */
sealed interface LaneAnswer {
  /** The cell ran to its end, well or not. */
  record Done(Outcome outcome) implements LaneAnswer {
    @Override
    public void settle(Promise<Outcome> promise) {
      promise.tryComplete(outcome);
    }
  }

  /** It was given up; the message is what the caller is told. */
  record GivenUp(ErrorCode code, String message) implements LaneAnswer {
    @Override
    public void settle(Promise<Outcome> promise) {
      promise.tryFail(new GatewayException(code, message));
    }
  }

  /** Reading an answer of this many bytes would hold up the event loop for milliseconds. */
  int LARGE = 1024 * 1024;

  /** The member of the bundle in which {@code RESPONSE} comes, on either lane. */
  String RESPONSE_TYPE = "application/vnd.cellroute.response+json";

  /** The expression whose value {@code RESPONSE} is on the standard way. */
  String RESPONSE = "RESPONSE";

  LaneAnswer CANCELLED = new GivenUp(ErrorCode.CANCELLED, "the call was cancelled");
  LaneAnswer SILENT = new Done(new Outcome(List.of(), Map.of(), Afterwards.STAYS));

  /** Tells the caller, unless it was told something else before. */
  void settle(Promise<Outcome> promise);

  /** Fails when the frame is no answer, or not one that can be understood. */
  static LaneAnswer of(LaneFrame frame, long maxOutput) throws ProtocolException {
    return switch (frame.kind()) {
      case TEXT -> text(frame.payload(), maxOutput);
      case END -> end(frame.payload(), maxOutput);
      case HELLO -> throw new ProtocolException("a second HELLO");
    };
  }

  private static LaneAnswer text(Buffer payload, long maxOutput) {
    if (payload.length() == 0) {
      return SILENT;
    }
    if (payload.length() > maxOutput) {
      return overLimit(maxOutput);
    }
    return new Done(new Outcome(List.of(printed(payload)), Map.of(), Afterwards.STAYS));
  }

  /** Each copy of a large text makes the collector clean all of the heap sooner. */
  private static Output printed(Buffer payload) {
    return payload.length() < LARGE || !Utf8Text.isSound(payload)
        ? new Output.Text(Output.Stream.STDOUT, payload.toString(UTF_8))
        : new Output.Printed(payload);
  }

  private static LaneAnswer end(Buffer payload, long maxOutput) throws ProtocolException {
    JsonObject end = WireJson.object(payload.getBytes());
    if (Boolean.TRUE.equals(end.getValue("limit"))) {
      return overLimit(maxOutput);
    }
    if (Boolean.TRUE.equals(end.getValue("cancelled"))) {
      return CANCELLED;
    }
    Outcome outcome = outcome(end);
    return OutputFold.size(outcome.outputs()) > maxOutput
        ? overLimit(maxOutput)
        : new Done(outcome);
  }

  private static LaneAnswer overLimit(long maxOutput) {
    return new GivenUp(ErrorCode.OUTPUT_LIMIT, OutputLimit.exceeded(maxOutput));
  }

  private static Outcome outcome(JsonObject end) throws ProtocolException {
    return new Outcome(
        LaneOutputs.of(end.getValue("outputs")),
        expressions(end.getValue("response")),
        Boolean.TRUE.equals(end.getValue("leaves")) ? Afterwards.LEAVES : Afterwards.STAYS,
        next(end));
  }

  private static Map<String, MimeBundle> expressions(@Nullable Object response) {
    return response instanceof String text
        ? Map.of(RESPONSE, new MimeBundle(Map.of(RESPONSE_TYPE, text)))
        : Map.of();
  }

  private static Optional<Outcome> next(JsonObject end) throws ProtocolException {
    return end.containsKey("info")
        ? Optional.of(new Outcome(LaneOutputs.of(end.getValue("info")), Map.of(), Afterwards.STAYS))
        : Optional.empty();
  }
}
