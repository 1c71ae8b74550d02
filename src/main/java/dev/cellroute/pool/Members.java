package dev.cellroute.pool;

import dev.cellroute.pool.Member.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernels of a pool; idle ones stand in the order in which they came back. Immutable. */
record Members(List<Member> list) {

  static final Members NONE = new Members(List.of());

  Members {
    list = List.copyOf(list);
  }

  boolean has(long kernel, Phase phase) {
    return list.contains(new Member(kernel, phase));
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  int size() {
    return list.size();
  }

  int count(Phase phase) {
    return (int) list.stream().filter(member -> member.phase() == phase).count();
  }

  /** Those that cannot take a call yet, but are on the way. */
  int underway() {
    return count(Phase.STARTING) + count(Phase.SEEDING);
  }

  Optional<Member> longestIdle() {
    return list.stream().filter(member -> member.phase() == Phase.IDLE).findFirst();
  }

  Members plus(Member member) {
    return new Members(Stream.concat(list.stream(), Stream.of(member)).toList());
  }

  Members without(long kernel) {
    return new Members(list.stream().filter(member -> member.kernel() != kernel).toList());
  }

  /** The same kernel in another phase, now the last one. */
  Members moved(long kernel, Phase phase) {
    return without(kernel).plus(new Member(kernel, phase));
  }
}
