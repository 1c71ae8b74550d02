package dev.cellroute.protocol;

import java.util.Optional;

/**
 * The place of a message in its sender's session. jupyter_client's {@code Session} ends each id in
 * {@code _<pid>_<n>}, where n counts every message of that process; kernels built on it (ipykernel,
 * metakernel) thereby reveal messages that were lost.
 */
public record MessageNumber(long process, long number) {
  private static final int MAX_DIGITS = 15;

  /** The number in an id, or empty when the id has another form. */
  public static Optional<MessageNumber> of(String id) {
    int last = id.lastIndexOf('_');
    int middle = last < 0 ? -1 : id.lastIndexOf('_', last - 1);
    if (middle < 1 || !isNumber(id, middle + 1, last) || !isNumber(id, last + 1, id.length())) {
      return Optional.empty();
    }
    return Optional.of(new MessageNumber(
        Long.parseLong(id, middle + 1, last, 10), Long.parseLong(id, last + 1, id.length(), 10)));
  }

  private static boolean isNumber(String text, int start, int end) {
    if (end <= start || end - start > MAX_DIGITS) {
      return false;
    }
    for (int at = start; at < end; at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return true;
  }
}
