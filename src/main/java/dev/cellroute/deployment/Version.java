package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.NotebookConfig;

/**
 * What a deployment was made from: the notebook's settings, and digests of its content and of its
 * requirements (empty where it has none). Equal versions need no other kernels.
 */
public record Version(NotebookConfig config, String content, String requirements) {
  public Version {
    requireNonNull(config, "config");
    requireNonNull(content, "content");
    requireNonNull(requirements, "requirements");
  }
}
