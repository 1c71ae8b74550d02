package dev.cellroute.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * One event, one line: time, level, the logger's last word, message, {@code key=value} facts; a
 * value that is not one word is in quotes, by {@link Quoting}. Control characters are escaped, so
 * that no client can forge a line; only a stack trace takes lines of its own, and what a message
 * quotes behind {@link #MARGIN}.
 */
final class TextLayout implements LineLayout {
  /** How each quoted line begins, as those of a traceback. */
  static final String MARGIN = "\n  | ";

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(StringBuilder target, ILoggingEvent event) {
    timestamps.append(target, event.getTimeStamp());
    target
        .append(column(event.getLevel()))
        .append(lastWord(event.getLoggerName()))
        .append(": ");
    appendMessage(target, event);
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().forEach(pair -> appendPair(target.append(' '), pair));
    }
    target.append('\n');
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      target.append(ThrowableProxyUtil.asString(failure));
    }
  }

  private static void appendPair(StringBuilder target, KeyValuePair pair) {
    Escapes.append(target, pair.key);
    Quoting.append(target.append('='), String.valueOf(pair.value));
  }

  private static String column(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> " ERROR ";
      case Level.WARN_INT -> " WARN  ";
      case Level.INFO_INT -> " INFO  ";
      case Level.DEBUG_INT -> " DEBUG ";
      default -> " TRACE ";
    };
  }

  private static String lastWord(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void appendMessage(StringBuilder target, ILoggingEvent event) {
    Facts facts = LineLayout.facts(event);
    if (facts == null) {
      appendMessage(target, Quoting.message(event));
    } else {
      appendFacts(target, facts);
    }
  }

  /** No line that begins with the margin can pass for an event. */
  private static void appendMessage(StringBuilder target, String message) {
    if (!message.contains(MARGIN)) {
      Escapes.append(target, message);
      return;
    }
    String[] parts = message.split(Pattern.quote(MARGIN), -1);
    Escapes.append(target, parts[0]);
    for (int index = 1; index < parts.length; index++) {
      Escapes.append(target.append(MARGIN), parts[index]);
    }
  }

  static void appendFacts(StringBuilder target, Facts facts) {
    facts.tell(new Pairs(target, target.length()));
  }

  private record Pairs(StringBuilder target, int start) implements Facts.Sink {
    @Override
    public void text(String name, String value) {
      Quoting.append(named(name), value);
    }

    @Override
    public void number(String name, long value) {
      named(name).append(value);
    }

    @Override
    public void millis(String name, long nanos) {
      Decimals.appendMillis(named(name), nanos);
    }

    private StringBuilder named(String name) {
      return target.append(target.length() > start ? " " : "").append(name).append('=');
    }
  }
}
