package dev.cellroute.invocation;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.invocation.JsonText.Style;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator of calls that failed by the notebook's doing: one event each, without the
 * request's data. What a kernel says is quoted, and a traceback's lines begin with a mark, so that
 * no output can pass for a line of this log.
 */
final class CallLog {
  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);
  private static final int MAX_VALUE = 1000;
  private static final String MARGIN = "\n  | ";

  private CallLog() {}

  static void failed(String notebook, Invocation invocation, GatewayException failure) {
    if (failure instanceof CellFailureException cell) {
      raised(invocation, cell);
      return;
    }
    switch (failure.code()) {
      case RESPONSE_INVALID, OUTPUT_LIMIT, OUTPUT_INCOMPLETE, KERNEL_DIED, DEADLINE ->
        LOG.warn(
            "call failed code={} request={} notebook={} cell={} endpoint=\"{} {}\" detail={}",
            failure.code().code(),
            invocation.id(),
            notebook,
            invocation.endpoint().cell(),
            invocation.endpoint().verb(),
            invocation.endpoint().path().toString(),
            quoted(failure.detail()));
      default -> {
        // The rest is the client's or the operator's doing and in the access log.
      }
    }
  }

  /** A batch failed and each of its callers is run alone now; who is guilty is told then. */
  static void split(String notebook, int callers, Throwable failure) {
    LOG.debug(
        "batch split notebook={} callers={} reason={}",
        notebook,
        callers,
        quoted(String.valueOf(failure.getMessage())));
  }

  private static void raised(Invocation invocation, CellFailureException failure) {
    Location place = failure.location();
    boolean isLineKnown = place.line() > 0;
    LOG.warn(
        "cell failed request={} notebook={} cell={}"
            + (isLineKnown ? " line={}" : "{}")
            + " endpoint=\"{} {}\" error={} value={}{}",
        invocation.id(),
        place.file(),
        place.cell(),
        isLineKnown ? place.line() : "",
        invocation.endpoint().verb(),
        invocation.endpoint().path().toString(),
        quoted(failure.errorName()),
        quoted(failure.errorValue()),
        traceback(failure.traceback()));
  }

  private static String quoted(String text) {
    String bounded = text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "…";
    return JsonText.of(Style.COMPACT, bounded);
  }

  private static String traceback(List<String> traceback) {
    return traceback.stream()
        .flatMap(entry -> entry.lines())
        .map(line -> MARGIN + line.replaceAll("\\p{Cntrl}", " "))
        .collect(Collectors.joining());
  }
}
