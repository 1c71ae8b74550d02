package dev.cellroute.pool;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.Recycling;
import java.time.Duration;
import java.util.Optional;

/**
 * When a kernel has done enough: after so many calls, nanoseconds, or above so many bytes. Of the
 * first two each kernel has its own share, up to a tenth less, so that those that started together
 * do not leave together. Pure.
 */
record Wear(long calls, long nanos, long bytes) {

  static final Wear NONE = new Wear(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /** Its multiples modulo 1 are spread evenly, however many there are. */
  private static final double GOLDEN = 0.618_033_988_749_895;

  private static final double SPREAD = 0.1;

  static Wear of(Recycling recycling) {
    return new Wear(
        recycling.maxRequests().map(Integer::longValue).orElse(Long.MAX_VALUE),
        recycling.maxAge().map(Duration::toNanos).orElse(Long.MAX_VALUE),
        recycling.maxMemory().map(DataSize::bytes).orElse(Long.MAX_VALUE));
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Why this kernel should leave, if it should. */
  Optional<Departure> of(Member member, long now) {
    Service service = member.service();
    if (service.calls() >= share(calls, member.kernel())) {
      return Optional.of(Departure.MAX_REQUESTS);
    }
    if (now - service.since() >= share(nanos, member.kernel())) {
      return Optional.of(Departure.MAX_AGE);
    }
    return service.bytes() > bytes ? Optional.of(Departure.MAX_MEMORY) : Optional.empty();
  }

  /** When this kernel will be too old, or {@link Line#NEVER}. */
  long oldAt(Member member) {
    return nanos == Long.MAX_VALUE
        ? Line.NEVER
        : member.service().since() + share(nanos, member.kernel());
  }

  private static long share(long limit, long kernel) {
    return limit == Long.MAX_VALUE
        ? limit
        : limit - (long) (limit * SPREAD * (kernel * GOLDEN % 1));
  }
}
