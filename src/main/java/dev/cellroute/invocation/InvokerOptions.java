package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Compatibility;
import dev.cellroute.config.DataSize;
import java.time.Duration;

/**
 * How one notebook's calls are run: the notebook's name in messages, how much a cell may write, how
 * long an interrupted cell may take to end before its kernel is given up, whose bodies are sent,
 * and what batches go by.
 */
public record InvokerOptions(
    String notebook,
    DataSize maxOutput,
    Duration interruptGrace,
    Compatibility compat,
    Batching batching) {
  public InvokerOptions {
    requireNonNull(notebook, "notebook");
    requireNonNull(maxOutput, "maxOutput");
    requireNonNull(interruptGrace, "interruptGrace");
    requireNonNull(compat, "compat");
    requireNonNull(batching, "batching");
  }
}
