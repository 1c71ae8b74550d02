package dev.cellroute.config;

/** Whether messages to kernels are encrypted. */
public enum KernelEncryption {
  /** Where the kernel can. */
  AUTO,
  /** Always: a kernel that cannot is not started. */
  REQUIRED,
  /** Nowhere. */
  OFF;

  /** Whether a kernel that can is to do it. */
  public boolean isWanted() {
    return this != OFF;
  }
}
