package dev.cellroute.config;

/** Whether messages to kernels are encrypted: where the kernel can, or nowhere. */
public enum KernelEncryption {
  AUTO,
  OFF
}
