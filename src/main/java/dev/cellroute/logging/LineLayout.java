package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

/** How an event becomes text, its line end included. For the log's writer only. */
interface LineLayout {
  void append(StringBuilder target, ILoggingEvent event);

  /** The facts, where the event is nothing else. */
  static @Nullable Facts facts(ILoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    return arguments != null && arguments.length == 1 && arguments[0] instanceof Facts facts
        ? facts
        : null;
  }
}
