package dev.cellroute.deployment;

import dev.cellroute.output.Output;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at debug what setup cells show, one event an output, cut to a size a log can bear. */
final class SetupLog {

  private static final Logger LOG = LoggerFactory.getLogger(SetupLog.class);
  private static final int MAX_OUTPUTS = 20;
  private static final int MAX_CHARACTERS = 2_000;

  private final String notebook;

  SetupLog(String notebook) {
    this.notebook = notebook;
  }

  void shown(String kernel, int cell, List<Output> outputs) {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    outputs.stream()
        .limit(MAX_OUTPUTS)
        .forEach(output -> LOG.debug(
            "setup output notebook={} cell={} kernel={} output={}",
            notebook,
            cell,
            kernel,
            text(output)));
  }

  static String text(Output output) {
    String text = output instanceof Output.Text written ? written.text() : output.toString();
    String cut = text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    return cut.stripTrailing().replace("\n", "\\n");
  }
}
