package dev.cellroute.deployment;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.DiagnosticPrinter;
import dev.cellroute.fault.DiagnosticPrinter.Colour;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what reloads do: the start's way of talking is over when requests come in. What
 * has lines of its own, a diagnostic or a traceback, has them behind the log's margin.
 */
final class ReloadLog implements DeploymentListener {

  private static final Logger LOG = LoggerFactory.getLogger(ReloadLog.class);
  private static final DiagnosticPrinter PRINTER = new DiagnosticPrinter(Colour.PLAIN);
  private static final String MARGIN = "\n  | ";

  /** An error as well, because what was served is served on. */
  @Override
  public void warned(Diagnostic diagnostic) {
    LOG.warn("{}", withMargin(PRINTER.print(diagnostic)));
  }

  /** All of which the line with the reason, which follows, is not the whole story. */
  void found(List<Diagnostic> diagnostics) {
    diagnostics.stream().filter(ReloadLog::saysMore).forEach(this::warned);
  }

  private static boolean saysMore(Diagnostic diagnostic) {
    return !diagnostic.isError()
        || !diagnostic.help().isEmpty()
        || !diagnostic.excerpt().isEmpty();
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
        "notebook not reloaded notebook={} outcome={} reason={}",
        notebook,
        outcome.text(),
        withMargin(why));
  }

  /** What was served all the time is what its file says again. */
  void restored(String notebook) {
    LOG.info("notebook restored notebook={}", notebook);
  }

  /** The list that was right last holds. */
  void listKept(List<Diagnostic> problems) {
    LOG.warn("configuration not reloaded reason={}", lines(problems));
  }

  void broken(Throwable failure) {
    LOG.error("reload failed inside the gateway", failure);
  }

  /** The errors in one line. */
  static String lines(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(Diagnostic::isError)
        .map(each -> each.location() + ": " + each.message())
        .collect(Collectors.joining("; "));
  }

  /** A kernel's words rule no terminal, and no line of them can pass for one of the log. */
  private static String withMargin(String text) {
    return Arrays.stream(text.split("\\R"))
        .map(line -> line.replaceAll("\\p{Cntrl}", " "))
        .collect(Collectors.joining(MARGIN));
  }
}
