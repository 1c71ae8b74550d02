package dev.cellroute.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * One thing a running cell shows, in the order the kernel sent it. Closed: these are all the
 * protocol has, with text in two forms.
 */
public sealed interface Output {
  /** The standard streams a cell writes to. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /** The error among these outputs, if the cell raised one. */
  static Optional<Failure> firstFailure(List<Output> outputs) {
    return outputs.stream()
        .filter(Failure.class::isInstance)
        .map(Failure.class::cast)
        .findFirst();
  }

  /** Text written to a standard stream. */
  record Text(Stream stream, String text) implements Output {
    public Text {
      requireNonNull(stream, "stream");
      requireNonNull(text, "text");
    }
  }

  /**
   * Text written to standard output, kept as the sound UTF-8 it came in: large text that becomes an
   * answer as it is need not be decoded. Never changed by whoever has it.
   */
  record Printed(Buffer utf8) implements Output {
    public Printed {
      requireNonNull(utf8, "utf8");
    }

    public String text() {
      return utf8.toString(UTF_8);
    }
  }

  /** A {@code display_data}; {@code displayId} is empty when the display cannot be updated. */
  record Display(MimeBundle bundle, String displayId) implements Output {
    public Display {
      requireNonNull(bundle, "bundle");
      requireNonNull(displayId, "displayId");
    }
  }

  /** An {@code update_display_data} for every earlier display with the same id. */
  record Update(MimeBundle bundle, String displayId) implements Output {
    public Update {
      requireNonNull(bundle, "bundle");
      requireNonNull(displayId, "displayId");
    }
  }

  /** The value of the cell's last expression ({@code execute_result}). */
  record Result(MimeBundle bundle) implements Output {
    public Result {
      requireNonNull(bundle, "bundle");
    }
  }

  /** {@code clear_output}: drop what was shown so far, at once or when the next output arrives. */
  record Clear(Moment moment) implements Output {
    /** When the earlier outputs disappear. */
    public enum Moment {
      NOW,
      WITH_NEXT_OUTPUT
    }

    public Clear {
      requireNonNull(moment, "moment");
    }
  }

  /** The error that ended the cell; traceback lines may contain ANSI colour. */
  record Failure(String name, String value, List<String> traceback) implements Output {
    public Failure {
      requireNonNull(name, "name");
      requireNonNull(value, "value");
      traceback = List.copyOf(traceback);
    }
  }
}
