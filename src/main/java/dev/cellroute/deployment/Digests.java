package dev.cellroute.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one content from another. Blocks on files. */
final class Digests {

  /** Of a file that is not there, or cannot be read now. */
  static final String ABSENT = "";

  private static final int SLICE = 64 * 1024;

  private Digests() {}

  static String of(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(content);
    return text(digest);
  }

  static String of(Path file) {
    if (!Files.isRegularFile(file)) {
      return ABSENT;
    }
    MessageDigest digest = sha256();
    try (InputStream content = Files.newInputStream(file)) {
      byte[] slice = new byte[SLICE];
      for (int read = content.read(slice); read >= 0; read = content.read(slice)) {
        digest.update(slice, 0, read);
      }
      return text(digest);
    } catch (IOException ignored) {
      // It went while it was read: the next look sees what came instead.
      return ABSENT;
    }
  }

  private static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
