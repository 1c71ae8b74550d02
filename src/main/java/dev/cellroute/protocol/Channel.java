package dev.cellroute.protocol;

/**
 * The four roads between a client and a kernel that we use; the heartbeat is not one of them,
 * because it lies.
 */
public enum Channel {
  /** Requests and their replies. */
  SHELL,
  /** Requests that must not wait behind a running cell. */
  CONTROL,
  /** The kernel's questions to the user. */
  STDIN,
  /** Everything the kernel shows to all clients. */
  IOPUB
}
