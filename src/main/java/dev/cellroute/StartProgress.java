package dev.cellroute;

import dev.cellroute.deployment.DeploymentListener;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.pool.Departure;
import dev.cellroute.pool.PoolListener;
import dev.cellroute.telemetry.KernelMeters;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells what happens during a start as plain lines, and counts what becomes of the kernels. */
record StartProgress(Consumer<String> lines, KernelMeters meters) implements DeploymentListener {

  @Override
  public void warned(Diagnostic warning) {
    String help = warning.help().isEmpty() ? "" : " (" + warning.help() + ")";
    lines.accept("warning: " + warning.location() + ": " + warning.message() + help);
  }

  @Override
  public void progressed(String line) {
    lines.accept(line);
  }

  @Override
  public PoolListener kernelsOf(String notebook) {
    return new PoolListener() {
      @Override
      public void kernelStarted(Duration took) {
        meters.started(notebook, took);
      }

      @Override
      public void kernelGone(Departure cause) {
        meters.gone(notebook, cause.text());
      }
    };
  }
}
