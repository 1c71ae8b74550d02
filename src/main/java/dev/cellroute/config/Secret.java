package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

/**
 * A value that never shows itself: {@code toString} is a mask, {@link #reveal} is the only way to
 * it.
 */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = requireNonNull(value, "value");
  }

  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "******";
  }
}
