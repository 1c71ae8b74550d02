package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

/** What is logged and how. */
public record LogConfig(Format format, Level level) {
  /** One event a line, for people or for machines. */
  public enum Format {
    TEXT,
    JSON
  }

  /** The threshold. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  public LogConfig {
    requireNonNull(format, "format");
    requireNonNull(level, "level");
  }
}
