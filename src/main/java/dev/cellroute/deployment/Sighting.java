package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one look has seen: the list of notebooks and that of tokens, what is wrong with them (then
 * they are the last ones that were right), and a digest of every file the notebooks are made from.
 */
record Sighting(
    List<NotebookConfig> notebooks,
    List<TokenConfig> tokens,
    List<Diagnostic> problems,
    Map<Path, String> digests) {
  Sighting {
    notebooks = List.copyOf(notebooks);
    tokens = List.copyOf(tokens);
    problems = List.copyOf(problems);
    digests = Map.copyOf(digests);
  }

  Order order(Order.Occasion occasion) {
    return new Order(notebooks, problems, occasion);
  }
}
