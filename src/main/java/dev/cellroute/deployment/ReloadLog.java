package dev.cellroute.deployment;

import dev.cellroute.fault.Diagnostic;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what reloads do: the start's way of talking is over when requests come in. */
final class ReloadLog implements DeploymentListener {

  private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);

  @Override
  public void warned(Diagnostic warning) {
    LOG.warn("{}", line(warning));
  }

  @Override
  public void progressed(String line) {
    LOG.info("reload: {}", line);
  }

  void done(String notebook, ReloadOutcome outcome) {
    LOG.info("notebook reloaded notebook={} outcome={}", notebook, outcome.text());
  }

  /** What was served is served on. */
  void kept(String notebook, ReloadOutcome outcome, String why) {
    LOG.warn(
        "notebook not reloaded notebook={} outcome={} reason={}", notebook, outcome.text(), why);
  }

  void broken(Throwable failure) {
    LOG.error("reload failed inside the gateway", failure);
  }

  static String lines(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .map(ReloadLog::line)
        .collect(Collectors.joining("; "));
  }

  private static String line(Diagnostic diagnostic) {
    return diagnostic.location() + ": " + diagnostic.message();
  }
}
