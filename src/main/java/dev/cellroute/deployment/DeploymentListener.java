package dev.cellroute.deployment;

import dev.cellroute.fault.Diagnostic;

/** Hears what happens while notebooks are deployed, possibly on several threads. */
public interface DeploymentListener {

  /** Something in a notebook that does not stop the start. */
  void warned(Diagnostic warning);

  /** One line about what takes time now. */
  void progressed(String line);
}
