package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of the notebook list. {@code source} is a path to one notebook or an {@code http(s)}
 * URL; directories and globs are resolved by the loader into one entry a notebook, and
 * {@code selection} says which it was. {@code mount} is a prefix like a base path; {@code kernel}
 * overrides the notebook's own kernelspec; {@code encoder} is the author's own encoder for a
 * language we have none for, or empty, see the key {@code notebooks[].request-encoder}.
 */
public record NotebookConfig(
    String source,
    Selection selection,
    String mount,
    Optional<String> kernel,
    KernelCount kernels,
    Optional<Path> requirements,
    Optional<String> commentPrefix,
    Optional<String> requestEncoder,
    Map<String, String> environment) {
  /** Whether somebody asked for this very notebook, or it was found in a directory or by a glob. */
  public enum Selection {
    NAMED,
    FOUND
  }

  public NotebookConfig {
    requireNonNull(source, "source");
    requireNonNull(selection, "selection");
    requireNonNull(mount, "mount");
    requireNonNull(kernel, "kernel");
    requireNonNull(kernels, "kernels");
    requireNonNull(requirements, "requirements");
    requireNonNull(commentPrefix, "commentPrefix");
    requireNonNull(requestEncoder, "requestEncoder");
    environment = Map.copyOf(environment);
  }
}
