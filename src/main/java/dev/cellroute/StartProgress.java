package dev.cellroute;

import dev.cellroute.deployment.DeploymentListener;
import dev.cellroute.fault.Diagnostic;
import java.util.function.Consumer;

/** Tells what happens during a start as plain lines. */
record StartProgress(Consumer<String> lines) implements DeploymentListener {

  @Override
  public void warned(Diagnostic warning) {
    String help = warning.help().isEmpty() ? "" : " (" + warning.help() + ")";
    lines.accept("warning: " + warning.location() + ": " + warning.message() + help);
  }

  @Override
  public void progressed(String line) {
    lines.accept(line);
  }
}
