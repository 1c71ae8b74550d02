package dev.cellroute.deployment;

import java.util.Locale;

/** On which lanes a notebook's endpoints are called. */
public enum LaneUse {
  /** All of them on the resident lane. */
  RESIDENT,
  /** Some on the resident lane, the others on the jupyter lane. */
  MIXED,
  /** All of them on the jupyter lane. */
  JUPYTER;

  /** For people: {@code resident}, {@code mixed} or {@code jupyter}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
