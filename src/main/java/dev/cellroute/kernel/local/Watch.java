package dev.cellroute.kernel.local;

import io.vertx.core.WorkerExecutor;

/** What processes of this machine are looked after with, and on which threads that is done. */
record Watch(
    Wrapping wrapping, WorkerExecutor workers, ProcessGroups groups, MemoryKills memoryKills) {

  static Watch of(Wrapping wrapping, WorkerExecutor workers) {
    return new Watch(wrapping, workers, ProcessGroups.ofThisMachine(), MemoryKills.ofThisProcess());
  }
}
