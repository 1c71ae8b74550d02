package dev.cellroute.logging;

/**
 * The one argument of an event that is nothing but facts, such as {@code LOG.info("{}", facts)}.
 * The log's writer asks for them on its own thread, later, so they must be immutable. A text line
 * has them as {@code key=value}, a line of JSON has a field for each.
 */
public interface Facts {
  /** The event's message in a line of JSON. */
  String title();

  /** Tells every fact, always in the same order. */
  void tell(Sink sink);

  /** The facts as a text line has them, for {@code toString} where another log library writes. */
  static String text(Facts facts) {
    StringBuilder text = new StringBuilder();
    TextLayout.appendFacts(text, facts);
    return text.toString();
  }

  /** Takes facts, each in the notation of its log. */
  interface Sink {
    void text(String name, String value);

    void number(String name, long value);

    /** Nanoseconds, written as milliseconds with three decimals. */
    void millis(String name, long nanos);
  }
}
