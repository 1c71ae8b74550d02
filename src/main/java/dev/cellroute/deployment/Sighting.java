package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one look has seen: the list of notebooks, what is wrong with it (then it is the last one
 * that was right), and a digest of every file they are made from.
 */
record Sighting(
    List<NotebookConfig> notebooks, List<Diagnostic> problems, Map<Path, String> digests) {
  Sighting {
    notebooks = List.copyOf(notebooks);
    problems = List.copyOf(problems);
    digests = Map.copyOf(digests);
  }

  Order order(Order.Occasion occasion) {
    return new Order(notebooks, problems, occasion);
  }
}
