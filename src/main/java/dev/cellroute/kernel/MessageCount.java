package dev.cellroute.kernel;

import dev.cellroute.protocol.MessageNumber;
import java.util.Optional;

/**
 * Finds messages that never arrived, by the counter in ipykernel's message ids (see
 * {@link MessageNumber}). It counts messages instead of collecting numbers, because two threads of
 * a kernel may take the same number and skip the next. Children of the kernel that write to its
 * streams use another process id and are left out. Counting begins anew with each exchange. Used by
 * one thread.
 */
final class MessageCount {
  private long process = -1;
  private long start;
  private long highest = -1;
  private long seen;

  void count(String messageId) {
    Optional<MessageNumber> number = MessageNumber.of(messageId);
    number.ifPresent(this::count);
  }

  /** From here on: what was numbered before does not matter any more. */
  void restart() {
    start = highest + 1;
    seen = 0;
  }

  /** How many messages are known to be missing since the restart. */
  long missing() {
    return Math.max(0, highest + 1 - start - seen);
  }

  private void count(MessageNumber number) {
    if (process < 0) {
      process = number.process();
    }
    if (number.process() != process || number.number() < start) {
      return;
    }
    seen++;
    highest = Math.max(highest, number.number());
  }
}
