package dev.cellroute.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.MessageFormatter;

/**
 * A fact in the template of an event: {@code name={}} or {@code name=word}, or in quotes
 * {@code name="{}"}, also with more places or other words in them. {@code value} is what stands
 * behind the equals sign, without quotes; {@code first} to {@code end} are the event's arguments
 * that belong into it. Only templates are read, never what an argument says, so that nobody outside
 * can make a fact.
 */
record Slot(String name, String value, boolean isInQuotes, int first, int end) {
  private static final String PLACE = "{}";
  private static final String ESCAPED_PLACE = "\\{";
  private static final Pattern FACT =
      Pattern.compile("(?<![\\w.-])([\\w.-]++)=(?:\"([^\"]*)\"|(\\{}|[\\w.-]++(?!\\S)))");

  /**
   * The facts that have their arguments, in order. None where an argument cannot be read now, or
   * where there is none: such a text need not be a template.
   */
  static List<Slot> of(ILoggingEvent event) {
    String template = event.getMessage();
    Object[] arguments = event.getArgumentArray();
    if (template == null || arguments == null || arguments.length == 0) {
      return List.of();
    }
    return canBeReadNow(arguments)
        ? of(template).stream().filter(slot -> slot.end() <= arguments.length).toList()
        : List.of();
  }

  private static List<Slot> of(String template) {
    List<Slot> slots = new ArrayList<>();
    Matcher fact = FACT.matcher(template.contains(ESCAPED_PLACE) ? "" : template);
    int argument = 0;
    int read = 0;
    while (fact.find()) {
      argument += places(template.substring(read, fact.start()));
      Slot slot = of(fact, argument);
      slots.add(slot);
      argument = slot.end();
      read = fact.end();
    }
    return slots;
  }

  private static Slot of(Matcher fact, int first) {
    boolean isInQuotes = fact.group(2) != null;
    String value = fact.group(isInQuotes ? 2 : 3);
    return new Slot(fact.group(1), value, isInQuotes, first, first + places(value));
  }

  private static int places(String text) {
    int count = 0;
    for (int at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + PLACE.length())) {
      count++;
    }
    return count;
  }

  /** This thread is not the one that logged: anything else may have changed since, or may now. */
  private static boolean canBeReadNow(Object[] arguments) {
    return Arrays.stream(arguments)
        .allMatch(each -> each == null
            || each instanceof String
            || each instanceof Number
            || each instanceof Boolean
            || each instanceof Enum<?>
            || each instanceof Path
            || each instanceof Instant);
  }

  /** The value of these arguments: the argument itself where there is nothing beside it. */
  @Nullable
  Object valueFrom(Object[] arguments) {
    return value.equals(PLACE)
        ? arguments[first]
        : MessageFormatter.basicArrayFormat(value, Arrays.copyOfRange(arguments, first, end));
  }

  /** Changes the arguments that belong to this fact. */
  void change(Object[] arguments, UnaryOperator<String> how) {
    for (int index = first; index < end; index++) {
      arguments[index] = how.apply(String.valueOf(arguments[index]));
    }
  }
}
