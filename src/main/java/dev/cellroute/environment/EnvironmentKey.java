package dev.cellroute.environment;

import dev.cellroute.environment.Requirements.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The name of an environment: a digest of all that decides what is in it, so that equal needs share
 * one and a changed line makes another. Requirements count as content, wherever the files lie.
 */
record EnvironmentKey(String text) {
  /** Raised when what we put into an environment changes. */
  private static final String FORMAT = "1";

  private static final int LENGTH = 16;

  static EnvironmentKey of(String python, Requirements requirements) {
    List<String> parts = new ArrayList<>(List.of(
        FORMAT,
        python,
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Installer.KERNEL));
    for (Source source : requirements.sources()) {
      parts.add(String.join("\n", source.lines()));
    }
    return new EnvironmentKey(digest(parts));
  }

  /** Each part with its length before it, so that no two lists of parts read the same. */
  private static String digest(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
