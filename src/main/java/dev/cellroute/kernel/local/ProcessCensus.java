package dev.cellroute.kernel.local;

import dev.cellroute.kernel.KernelControl.Signal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernel processes that live, so that a dying JVM can take them along. Touched by workers, by
 * the provider and by the shutdown hook: a concurrent set of which each user needs only its own
 * entry or all of them.
 */
final class ProcessCensus {
  private final Set<KernelProcess> living = ConcurrentHashMap.newKeySet();

  void add(KernelProcess process) {
    living.add(process);
    process.gone().onComplete(ignored -> living.remove(process));
  }

  boolean isEmpty() {
    return living.isEmpty();
  }

  Set<KernelProcess> living() {
    return Set.copyOf(living);
  }

  /** At once and in one go; blocks shortly. */
  void killAll() {
    List<String> targets = living().stream().map(KernelProcess::target).toList();
    Signals.send(Signal.KILL, targets);
  }
}
