package dev.cellroute.deployment;

import dev.cellroute.config.NotebookConfig;
import dev.cellroute.output.Output;
import java.util.Optional;
import java.util.OptionalInt;

/** What a deployment must know of its kernels' language; it knows no dialect itself. */
public interface LanguageSupport {

  /** Finds the support for a language. */
  @FunctionalInterface
  interface Finder {
    /**
     * The support for a language by its Jupyter name, or empty when requests cannot be handed to it
     * safely. Throws {@code IllegalArgumentException} that says what is wrong with the author's own
     * encoder.
     */
    Optional<LanguageSupport> find(String language, NotebookConfig config);
  }

  /** Code that runs in each kernel before the notebook's setup cells, or empty. */
  String prelude();

  /** Whether its kernels can be given a lane. */
  boolean hasResidentLane();

  /** The line of the cell, from 1, at which it failed, if the kernel's traceback tells. */
  OptionalInt line(Output.Failure failure);
}
