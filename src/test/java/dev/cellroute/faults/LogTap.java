package dev.cellroute.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;

/** Keeps what a gateway logs, in lines; written by the log's thread and read by the test's. */
final class LogTap extends OutputStream {
  // Guarded by this.
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public synchronized void write(int single) {
    bytes.write(single);
  }

  @Override
  public synchronized void write(byte[] several, int offset, int length) {
    bytes.write(several, offset, length);
  }

  /** The lines that have ended. */
  synchronized List<String> lines() {
    String text = bytes.toString(UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Forgets what was looked at, so that a long run looks at each line once. */
  synchronized void forget() {
    bytes.reset();
  }
}
