package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a kernel prints to say {@code RESPONSE} where the protocol has no better way, and how it is
 * taken out of standard output again:
 *
 * <pre>cellroute-NONCE:rBASE64:NONCE\n   RESPONSE as JSON
 * cellroute-NONCE:eBASE64:NONCE\n   the reason why RESPONSE is not JSON</pre>
 *
 * The nonce is random, so that no request can make a cell print a frame by having its own text
 * printed. Kernels cut standard output where they like, hence the frame may lie across several
 * outputs; white space in the base64 text means nothing.
 */
record Frame(String nonce) {
  private static final int NONCE_BYTES = 16;

  Frame {
    requireNonNull(nonce, "nonce");
  }

  static Frame random(SecureRandom random) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return new Frame(HexFormat.of().formatHex(bytes));
  }

  /** The outputs without the frame, and what the frame held. */
  record Opened(List<Output> outputs, Optional<String> payload) {
    /**
     * {@code RESPONSE} as Vert.x JSON holds it; throws {@code RESPONSE_INVALID} with the kernel's
     * reason.
     */
    Optional<Object> response() {
      return payload.flatMap(Opened::response);
    }

    private static Optional<Object> response(String payload) {
      boolean refused = payload.startsWith("e");
      String text = decoded(payload.substring(Math.min(1, payload.length())));
      if (refused) {
        throw ResponseJson.invalid(text);
      }
      return ResponseJson.value(text);
    }

    private static String decoded(String base64) {
      try {
        return new String(Base64.getMimeDecoder().decode(base64), UTF_8);
      } catch (IllegalArgumentException cut) {
        throw ResponseJson.invalid("not base64");
      }
    }
  }

  /** Where the frame lies in the standard output of a run; {@code end} is after it. */
  private record Span(int start, int end) {
    /**
     * The text, which begins at {@code offset} of the standard output, without what the span
     * covers.
     */
    String cutFrom(String text, int offset) {
      int from = Math.min(Math.max(start - offset, 0), text.length());
      int to = Math.min(Math.max(end - offset, 0), text.length());
      return text.substring(0, from) + text.substring(to);
    }
  }

  Opened open(List<Output> outputs) {
    String printed = printed(outputs);
    return span(printed)
        .map(span -> new Opened(without(outputs, span), Optional.of(payload(printed, span))))
        .orElseGet(() -> new Opened(outputs, Optional.empty()));
  }

  private static String printed(List<Output> outputs) {
    return outputs.stream()
        .filter(Frame::isPrinted)
        .map(each -> ((Output.Text) each).text())
        .collect(Collectors.joining());
  }

  private static boolean isPrinted(Output output) {
    return output instanceof Output.Text text && text.stream() == Stream.STDOUT;
  }

  private Optional<Span> span(String printed) {
    int start = printed.lastIndexOf(opening());
    int closing = start < 0 ? -1 : printed.indexOf(closing(), start + opening().length());
    if (closing < 0) {
      return Optional.empty();
    }
    int end = closing + closing().length();
    return Optional.of(new Span(start, printed.startsWith("\n", end) ? end + 1 : end));
  }

  private String opening() {
    return "cellroute-" + nonce + ":";
  }

  private String closing() {
    return ":" + nonce;
  }

  private String payload(String printed, Span span) {
    int start = span.start() + opening().length();
    return printed.substring(start, printed.indexOf(closing(), start));
  }

  private static List<Output> without(List<Output> outputs, Span span) {
    List<Output> kept = new ArrayList<>();
    int offset = 0;
    for (Output output : outputs) {
      if (!isPrinted(output)) {
        kept.add(output);
        continue;
      }
      String text = ((Output.Text) output).text();
      String rest = span.cutFrom(text, offset);
      offset += text.length();
      if (!rest.isEmpty()) {
        kept.add(new Output.Text(Stream.STDOUT, rest));
      }
    }
    return kept;
  }
}
