package dev.cellroute.cli;

import dev.cellroute.ServedNotebook;
import dev.cellroute.endpoint.Endpoint;
import java.util.List;

/**
 * What {@code serve} prints when it is ready: the table of notebooks, the addresses, and commands
 * to try. Pure.
 */
final class StartReport {
  private static final int MOST_COMMANDS = 8;

  private StartReport() {}

  static String text(List<ServedNotebook> notebooks, Curl curl) {
    return table(notebooks)
        + "\nAPI   "
        + curl.base()
        + "/\nSpec  "
        + curl.base()
        + "/_api/spec/swagger.json\n\n"
        + commands(notebooks, curl);
  }

  private static String table(List<ServedNotebook> notebooks) {
    return Table.of(
        List.of("NOTEBOOK", "KERNEL", "KERNELS", "LANE", "ROUTES", "STATE"),
        notebooks.stream().map(StartReport::row).toList());
  }

  private static List<String> row(ServedNotebook notebook) {
    return List.of(
        notebook.name(),
        notebook.kernel(),
        String.valueOf(notebook.kernels()),
        notebook.lane(),
        String.valueOf(notebook.endpoints().size()),
        notebook.state());
  }

  private static String commands(List<ServedNotebook> notebooks, Curl curl) {
    StringBuilder text = new StringBuilder();
    int left = MOST_COMMANDS;
    int more = 0;
    for (ServedNotebook notebook : notebooks) {
      for (Endpoint endpoint : notebook.endpoints()) {
        if (left-- > 0) {
          text.append("  ").append(curl.command(endpoint, notebook.mount())).append('\n');
        } else {
          more++;
        }
      }
    }
    return more == 0
        ? text.toString()
        : text.append("  and ")
            .append(more)
            .append(" more: cellroute routes --curl\n")
            .toString();
  }
}
