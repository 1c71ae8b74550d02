package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * One event, one line: time, level, the logger's last word, message, {@code key=value} facts.
 * Control characters in a message are escaped, so that no client can forge a line; only a stack
 * trace takes lines of its own, and what a message quotes behind {@link #MARGIN}.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  /** How each quoted line begins, as those of a traceback. */
  private static final String MARGIN = "\n  | ";

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS))
        .append(String.format(" %-5s ", event.getLevel()))
        .append(lastWord(event.getLoggerName()))
        .append(": ");
    appendMessage(line, String.valueOf(event.getFormattedMessage()));
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

  /** No line that begins with the margin can pass for an event. */
  private static void appendMessage(StringBuilder line, String message) {
    String[] parts = message.split(Pattern.quote(MARGIN), -1);
    Escapes.append(line, parts[0]);
    for (int index = 1; index < parts.length; index++) {
      Escapes.append(line.append(MARGIN), parts[index]);
    }
  }

  private static String lastWord(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
