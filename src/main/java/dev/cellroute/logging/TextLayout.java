package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One event, one line: time, level, the logger's last word, message, {@code key=value} facts.
 * Control characters in a message are escaped, so that no client can forge a line; only a stack
 * trace takes lines of its own.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS))
        .append(String.format(" %-5s ", event.getLevel()))
        .append(lastWord(event.getLoggerName()))
        .append(": ");
    Escapes.append(line, String.valueOf(event.getFormattedMessage()));
    if (event.getKeyValuePairs() != null) {
      event
          .getKeyValuePairs()
          .forEach(pair -> Escapes.append(line.append(' '), pair.key + "=" + pair.value));
    }
    line.append('\n');
    IThrowableProxy failure = event.getThrowableProxy();
    return failure == null
        ? line.toString()
        : line.append(ThrowableProxyUtil.asString(failure)).toString();
  }

  private static String lastWord(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
