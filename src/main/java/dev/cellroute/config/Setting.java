package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

/**
 * One setting as people see it: its name ({@code http.port}, {@code notebooks[0].kernels}), its
 * value with secrets masked (empty: not set), and where the value is from: {@code default}, a line
 * of a file, a variable or an option.
 */
public record Setting(String key, String value, String origin) {
  public Setting {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    requireNonNull(origin, "origin");
  }
}
