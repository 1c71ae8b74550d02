package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event, one line of JSON: {@code time, level, logger, thread, message}, facts, and
 * {@code error} with its trace. The facts are those of the message's template and the event's own
 * pairs; the message has them, too. A fact does not replace a field that is there already.
 */
final class JsonLayout implements LineLayout {
  private static final String ERROR = "error";
  private static final Set<String> OWN = Set.of("time", "level", "logger", "thread", "message");

  private final Timestamps timestamps = new Timestamps();

  @Override
  public void append(StringBuilder target, ILoggingEvent event) {
    timestamps.append(target.append("{\"time\":\""), event.getTimeStamp());
    target.append("\",\"level\":\"").append(event.getLevel()).append('"');
    appendText(target, "logger", event.getLoggerName());
    appendText(target, "thread", event.getThreadName());
    Facts facts = LineLayout.facts(event);
    if (facts == null) {
      appendMessage(target, event);
    } else {
      appendText(target, "message", facts.title());
      facts.tell(new Fields(target));
    }
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      appendText(target, ERROR, ThrowableProxyUtil.asString(failure));
    }
    target.append("}\n");
  }

  private static void appendMessage(StringBuilder target, ILoggingEvent event) {
    appendText(target, "message", String.valueOf(event.getFormattedMessage()));
    Set<String> names = taken(event);
    Slot.of(event).stream()
        .filter(slot -> names.add(slot.name()))
        .forEach(slot -> appendSlot(target, slot, event.getArgumentArray()));
    if (event.getKeyValuePairs() != null) {
      event.getKeyValuePairs().stream()
          .filter(pair -> names.add(pair.key))
          .forEach(pair -> appendValue(target, pair.key, pair.value));
    }
  }

  private static Set<String> taken(ILoggingEvent event) {
    Set<String> names = new HashSet<>(OWN);
    if (event.getThrowableProxy() != null) {
      names.add(ERROR);
    }
    return names;
  }

  private static void appendSlot(StringBuilder target, Slot slot, Object[] arguments) {
    Object value = slot.valueFrom(arguments);
    boolean isAlone = value instanceof String && !slot.isInQuotes();
    appendValue(target, slot.name(), isAlone ? Quoting.plain(String.valueOf(value)) : value);
  }

  private static void appendValue(StringBuilder target, String name, @Nullable Object value) {
    if (isLiteral(value)) {
      Escapes.appendJson(target.append(','), name);
      target.append(':').append(value);
    } else {
      appendText(target, name, String.valueOf(value));
    }
  }

  /** What JSON writes as Java does. */
  private static boolean isLiteral(@Nullable Object value) {
    return value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || (value instanceof Double number && Double.isFinite(number));
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
