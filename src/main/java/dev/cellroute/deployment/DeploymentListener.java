package dev.cellroute.deployment;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.pool.PoolListener;

/** Hears what happens while notebooks are deployed, possibly on several threads. */
public interface DeploymentListener {

  /** Something in a notebook that does not stop the start. */
  void warned(Diagnostic warning);

  /** One line about what takes time now. */
  void progressed(String line);

  /** Who is told what becomes of a notebook's kernels. */
  default PoolListener kernelsOf(String notebook) {
    return PoolListener.NONE;
  }
}
