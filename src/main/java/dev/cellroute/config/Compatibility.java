package dev.cellroute.config;

/** Whose response bodies are sent: our own, or Kernel Gateway's ({@code compat: jkg}). */
public enum Compatibility {
  NONE,
  JKG
}
