package dev.cellroute.invocation;

import java.util.Optional;

/**
 * What one run is about: the document it hands to the cells, and what it makes of what they leave
 * behind. Both may be asked on a worker thread, because both grow with the texts they work on.
 */
interface Task<T> {
  /** Roughly how long the document will be, in characters. */
  long size();

  /** The text of {@code REQUEST}. */
  String document();

  /** {@code info} is what the ResponseInfo cells printed, empty when there are none. */
  T answer(Dialect.Answer answer, Optional<String> info, Response.Timing timing);
}
