package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.fault.Diagnostic;
import java.util.List;

/**
 * What is to be served from now on: the list of notebooks, what was wrong with it (then it is the
 * last one that was right), and who wants it.
 */
public record Order(List<NotebookConfig> notebooks, List<Diagnostic> problems, Occasion occasion) {

  /** Why notebooks are reloaded. */
  public enum Occasion {
    /** A change was seen: what has disappeared may come back, and is served on. */
    CHANGE,
    /** Somebody asked: what has disappeared is gone, and what failed is tried again. */
    REQUEST
  }

  public Order {
    notebooks = List.copyOf(notebooks);
    problems = List.copyOf(problems);
  }

  boolean isRequest() {
    return occasion == Occasion.REQUEST;
  }

  /** Both wishes in one: the newer list, and a request stays one. */
  Order after(Order older) {
    return older.isRequest() ? new Order(notebooks, problems, Occasion.REQUEST) : this;
  }
}
