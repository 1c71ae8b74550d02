package dev.cellroute.kernelspec;

import java.util.Locale;

/** The operating system families whose folders and file names differ for Jupyter and Python. */
public enum Platform {
  LINUX,
  MAC,
  WINDOWS;

  /** The one this process runs on. */
  public static Platform current() {
    return named(System.getProperty("os.name", ""));
  }

  /**
   * Reads a value of the system property {@code os.name}; any unknown system is taken for a Unix
   * like Linux.
   */
  static Platform named(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return WINDOWS;
    }
    return name.startsWith("mac") || name.startsWith("darwin") ? MAC : LINUX;
  }

  String pathSeparator() {
    return this == WINDOWS ? ";" : ":";
  }
}
