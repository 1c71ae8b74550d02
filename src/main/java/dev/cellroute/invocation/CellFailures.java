package dev.cellroute.invocation;

import dev.cellroute.fault.Location;
import dev.cellroute.output.Ansi;
import dev.cellroute.output.Output;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Makes an exception of what a kernel says of a failed cell: without colour, without the line end
 * that R puts behind, and of a size one can log.
 */
final class CellFailures {
  static final int MAX_ENTRY = 8 * 1024;
  static final int MAX_TRACEBACK = 64 * 1024;
  static final String CUT = "…";

  private CellFailures() {}

  static CellFailureException of(Output.Failure failure, Location location) {
    return new CellFailureException(
        Ansi.strip(failure.name()),
        Ansi.strip(failure.value()).stripTrailing(),
        location,
        bounded(failure.traceback()));
  }

  /** The end of a traceback says most, so the beginning goes first. */
  private static List<String> bounded(List<String> traceback) {
    Deque<String> kept = new ArrayDeque<>();
    Iterator<String> backwards = new ArrayDeque<>(traceback).descendingIterator();
    int size = 0;
    while (backwards.hasNext()) {
      String entry = bounded(Ansi.strip(backwards.next()));
      size += entry.length() + 1;
      if (size > MAX_TRACEBACK) {
        kept.addFirst(CUT);
        break;
      }
      kept.addFirst(entry);
    }
    return List.copyOf(kept);
  }

  private static String bounded(String entry) {
    return entry.length() <= MAX_ENTRY ? entry : entry.substring(0, MAX_ENTRY) + CUT;
  }
}
