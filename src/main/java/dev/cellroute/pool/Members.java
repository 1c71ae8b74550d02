package dev.cellroute.pool;

import dev.cellroute.pool.Member.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The kernels of a pool, the one that changed last at the end: so idle ones stand in the order in
 * which they came back, and lent ones in the order in which their calls began. Immutable.
 */
final class Members {

  static final Members NONE = new Members(new Member[0]);

  private final Member[] all;

  private Members(Member[] all) {
    this.all = all;
  }

  Optional<Member> find(long kernel) {
    int index = indexOf(kernel);
    return index < 0 ? Optional.empty() : Optional.of(all[index]);
  }

  boolean isEmpty() {
    return all.length == 0;
  }

  int size() {
    return all.length;
  }

  List<Member> list() {
    return List.of(all);
  }

  int count(Phase phase) {
    int count = 0;
    for (Member member : all) {
      if (member.phase() == phase) {
        count++;
      }
    }
    return count;
  }

  int count(Predicate<Member> wanted) {
    int count = 0;
    for (Member member : all) {
      if (wanted.test(member)) {
        count++;
      }
    }
    return count;
  }

  boolean areInService() {
    for (Member member : all) {
      if (member.isInService()) {
        return true;
      }
    }
    return false;
  }

  /** Those that cannot take a call yet, but are on the way. */
  int underway() {
    return count(Phase.STARTING) + count(Phase.SEEDING);
  }

  /**
   * Who takes the next call: the kernel that is idle the longest, else one that takes another call
   * beside or behind those it has.
   */
  Optional<Member> hostFor(Sharing newcomer, Duration ahead, long now) {
    Optional<Member> idle = first(Member::isIdle);
    return idle.isPresent() ? idle : first(member -> member.takes(newcomer, ahead, now));
  }

  /** With this kernel as it is now, as the last one. */
  Members with(Member changed) {
    Members others = without(changed.kernel());
    Member[] more = Arrays.copyOf(others.all, others.all.length + 1);
    more[others.all.length] = changed;
    return new Members(more);
  }

  /** With this kernel as it is now, in the place it has. */
  Members at(Member changed) {
    Member[] same = all.clone();
    same[indexOf(changed.kernel())] = changed;
    return new Members(same);
  }

  Members without(long kernel) {
    int gone = indexOf(kernel);
    if (gone < 0) {
      return this;
    }
    if (all.length == 1) {
      return NONE;
    }
    Member[] fewer = new Member[all.length - 1];
    System.arraycopy(all, 0, fewer, 0, gone);
    System.arraycopy(all, gone + 1, fewer, gone, fewer.length - gone);
    return new Members(fewer);
  }

  Optional<Member> first(Predicate<Member> wanted) {
    for (Member member : all) {
      if (wanted.test(member)) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  private int indexOf(long kernel) {
    for (int index = 0; index < all.length; index++) {
      if (all[index].kernel() == kernel) {
        return index;
      }
    }
    return -1;
  }
}
