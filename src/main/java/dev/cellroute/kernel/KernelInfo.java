package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

/**
 * The part of a {@code kernel_info_reply} we use (Jupyter messaging, "Kernel info"): the
 * implementation and the language, each with its version, and the protocol version the kernel
 * announces.
 */
public record KernelInfo(
    String implementation,
    String implementationVersion,
    String language,
    String languageVersion,
    String protocol) {
  public KernelInfo {
    requireNonNull(implementation, "implementation");
    requireNonNull(implementationVersion, "implementationVersion");
    requireNonNull(language, "language");
    requireNonNull(languageVersion, "languageVersion");
    requireNonNull(protocol, "protocol");
  }
}
