package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * One event, one line of JSON: {@code time, level, logger, thread, message}, facts, and
 * {@code error} with its trace. A fact does not replace a field that is there already.
 */
final class JsonLayout implements LineLayout {
  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "message", "error");

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(StringBuilder target, ILoggingEvent event) {
    timestamps.append(target.append("{\"time\":\""), event.getTimeStamp());
    target.append("\",\"level\":\"").append(event.getLevel()).append('"');
    appendText(target, "logger", event.getLoggerName());
    appendText(target, "thread", event.getThreadName());
    appendMessage(target, event);
    if (event.getKeyValuePairs() != null) {
      appendPairs(target, event.getKeyValuePairs());
    }
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      appendText(target, "error", ThrowableProxyUtil.asString(failure));
    }
    target.append("}\n");
  }

  private static void appendMessage(StringBuilder target, ILoggingEvent event) {
    Facts facts = LineLayout.facts(event);
    if (facts == null) {
      appendText(target, "message", String.valueOf(event.getFormattedMessage()));
    } else {
      appendText(target, "message", facts.title());
      facts.tell(new Fields(target));
    }
  }

  private static void appendPairs(StringBuilder target, List<KeyValuePair> pairs) {
    Set<String> names = new HashSet<>(OWN);
    for (KeyValuePair pair : pairs) {
      if (names.add(pair.key)) {
        appendText(target, pair.key, String.valueOf(pair.value));
      }
    }
  }

  private static void appendText(StringBuilder target, String name, String value) {
    Escapes.appendJson(target.append(','), name);
    Escapes.appendJson(target.append(':'), value);
  }

  private record Fields(StringBuilder target) implements Facts.Sink {
    @Override
    public void text(String name, String value) {
      appendText(target, name, value);
    }

    @Override
    public void number(String name, long value) {
      Escapes.appendJson(target.append(','), name);
      target.append(':').append(value);
    }

    @Override
    public void millis(String name, long nanos) {
      Escapes.appendJson(target.append(','), name);
      Decimals.appendMillis(target.append(':'), nanos);
    }
  }
}
