package dev.cellroute.config;

/** A number of bytes, written as {@code 512}, {@code 64KiB}, {@code 100MiB} or {@code 2GiB}. */
public record DataSize(long bytes) {
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: >= 0)");
    }
  }

  public static DataSize ofKib(long kib) {
    return new DataSize(kib << 10);
  }

  public static DataSize ofMib(long mib) {
    return new DataSize(mib << 20);
  }

  /** In the largest unit that divides it, as it is written in a configuration. */
  @Override
  public String toString() {
    for (int power = 3; power > 0; power--) {
      long unit = 1L << (10 * power);
      if (bytes >= unit && bytes % unit == 0) {
        return bytes / unit + ("KMG".charAt(power - 1) + "iB");
      }
    }
    return Long.toString(bytes);
  }
}
