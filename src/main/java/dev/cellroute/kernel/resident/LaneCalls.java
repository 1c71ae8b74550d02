package dev.cellroute.kernel.resident;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.NotBegunException;
import dev.cellroute.protocol.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one lane: those under way, in the order in which they were sent, and those that wait
 * for room. A kernel begins a call when it has answered those before it, unless they may run beside
 * it; so one behind a call that was not answered has certainly not begun. Of those that may run
 * side by side, one that does not await holds the kernel against the others: a call that was given
 * up beside it has its turn when the kernel is free of it. Does no I/O; used on the event loop.
 */
final class LaneCalls {
  private final LaneTerms terms;
  private final int limit;
  private final Queue<LaneExchange> waiting = new ArrayDeque<>();
  private final List<LaneExchange> underWay = new ArrayList<>();
  private final List<LaneExchange> givenUp = new ArrayList<>();
  private @Nullable LaneExchange holder;

  LaneCalls(LaneTerms terms) {
    this.terms = terms;
    limit = terms.limit();
  }

  boolean hasRoom() {
    return underWay.size() < limit;
  }

  void await(LaneExchange exchange) {
    waiting.add(exchange);
  }

  void sent(LaneExchange exchange) {
    underWay.add(exchange);
  }

  /** The call there is room for now, if any; it waits no more. */
  @Nullable
  LaneExchange next() {
    return hasRoom() ? waiting.poll() : null;
  }

  /** Whether it still waited; it does so no more. */
  boolean withdraw(LaneExchange exchange) {
    return waiting.remove(exchange);
  }

  boolean isUnderWay(LaneExchange exchange) {
    return underWay.contains(exchange);
  }

  LaneExchange underWay(long number) throws ProtocolException {
    LaneExchange exchange = find(number);
    if (exchange == null) {
      throw new ProtocolException("an answer to a call that is not under way");
    }
    return exchange;
  }

  private @Nullable LaneExchange find(long number) {
    for (LaneExchange each : underWay) {
      if (each.number() == number) {
        return each;
      }
    }
    return null;
  }

  /** Its caller does not want the answer; the kernel has yet to give it. */
  void giveUp(LaneExchange exchange) {
    givenUp.add(exchange);
    noteTurns();
  }

  boolean hasGivenUp() {
    return !givenUp.isEmpty();
  }

  /**
   * Of those interrupted least the one given up last, because it may hold the kernel against the
   * others; none while one does that is still wanted.
   */
  @Nullable
  LaneExchange nextToInterrupt() {
    LaneExchange next = null;
    for (LaneExchange each : isHeld() ? List.<LaneExchange>of() : givenUp) {
      boolean due = each.interrupts() < Canceller.MAX_INTERRUPTS && mayHaveBegun(each);
      if (due && (next == null || each.interrupts() <= next.interrupts())) {
        next = each;
      }
    }
    return next;
  }

  /** The kernel has had the time to say which call it was busy with instead, if any. */
  void interrupted(LaneExchange exchange, long instead) {
    holder = find(instead);
    if (isHeld()) {
      exchange.missed();
    } else {
      givenUp.stream().filter(this::mayHaveBegun).forEach(LaneExchange::turnCame);
    }
  }

  private boolean isHeld() {
    return holder != null && isWanted(holder);
  }

  private boolean isWanted(LaneExchange exchange) {
    return underWay.contains(exchange) && !givenUp.contains(exchange);
  }

  /** The kernel has answered it. */
  void answered(LaneExchange exchange) {
    underWay.remove(exchange);
    if (!givenUp.isEmpty()) {
      givenUp.remove(exchange);
      noteTurns();
    }
  }

  /** Where others that are still wanted may hold the kernel, it is asked first. */
  private void noteTurns() {
    givenUp.stream()
        .filter(each -> mayHaveBegun(each) && !isBesideOthers(each))
        .forEach(LaneExchange::turnCame);
  }

  private boolean isBesideOthers(LaneExchange exchange) {
    return underWay.stream().anyMatch(each -> isWanted(each) && mayOverlap(each, exchange));
  }

  private boolean mayOverlap(LaneExchange one, LaneExchange other) {
    return terms.mayOverlap(one.call().program(), other.call().program());
  }

  /** Everybody is told what became of their call. */
  void endAll(String why) {
    List<GatewayException> ends = underWay.stream().map(each -> end(each, why)).toList();
    Iterator<GatewayException> end = ends.iterator();
    List.copyOf(underWay).forEach(each -> each.fail(end.next()));
    underWay.clear();
    givenUp.clear();
    while (!waiting.isEmpty()) {
      waiting.remove().fail(new NotBegunException(why));
    }
  }

  private GatewayException end(LaneExchange exchange, String why) {
    return mayHaveBegun(exchange)
        ? new GatewayException(ErrorCode.KERNEL_DIED, why)
        : new NotBegunException(why);
  }

  private boolean mayHaveBegun(LaneExchange exchange) {
    for (LaneExchange each : underWay) {
      if (each == exchange) {
        return true;
      }
      if (!mayOverlap(each, exchange)) {
        return false;
      }
    }
    return false;
  }
}
