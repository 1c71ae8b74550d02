package dev.cellroute.pool;

import java.util.Arrays;

/**
 * The calls that hold one kernel, in the order in which they got it, and the moment at which the
 * first of them became the first. They are all exclusive, the later ones waiting in the kernel's
 * lane, or all of one sharing, running together. Immutable.
 */
final class Loans {

  static final Loans NONE = new Loans(Sharing.exclusive(), new long[0], 0);

  private final Sharing sharing;
  private final long[] calls;
  private final long since;

  private Loans(Sharing sharing, long[] calls, long since) {
    this.sharing = sharing;
    this.calls = calls;
    this.since = since;
  }

  boolean isEmpty() {
    return calls.length == 0;
  }

  int count() {
    return calls.length;
  }

  boolean include(long call) {
    return indexOf(call) >= 0;
  }

  /** Exclusive calls run one after the other, so only the first one runs. */
  boolean isRunningAlone(long call) {
    return sharing.isExclusive() && calls.length > 0 && calls[0] == call;
  }

  boolean areExclusive() {
    return sharing.isExclusive();
  }

  boolean canBeJoinedBy(Sharing newcomer) {
    return newcomer.allows(calls.length) && newcomer.equals(sharing);
  }

  /** For how long the first call has been the first. */
  long age(long now) {
    return now - since;
  }

  Loans plus(long call, Sharing newcomer, long now) {
    if (isEmpty()) {
      return new Loans(newcomer, new long[] {call}, now);
    }
    long[] more = Arrays.copyOf(calls, calls.length + 1);
    more[calls.length] = call;
    return new Loans(sharing, more, since);
  }

  Loans without(long call, long now) {
    if (calls.length == 1) {
      return NONE;
    }
    int gone = indexOf(call);
    long[] fewer = new long[calls.length - 1];
    System.arraycopy(calls, 0, fewer, 0, gone);
    System.arraycopy(calls, gone + 1, fewer, gone, fewer.length - gone);
    return new Loans(sharing, fewer, gone == 0 ? now : since);
  }

  private int indexOf(long call) {
    for (int index = 0; index < calls.length; index++) {
      if (calls[index] == call) {
        return index;
      }
    }
    return -1;
  }
}
