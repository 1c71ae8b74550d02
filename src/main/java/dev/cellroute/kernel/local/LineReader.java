package dev.cellroute.kernel.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into lines of bounded length; control characters become visible. Blocks
 * until the end.
 */
final class LineReader {
  private static final int MAX_LINE = 4096;
  private static final int CHUNK = 8192;

  private final InputStream input;
  private final Consumer<String> sink;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineReader(InputStream input, Consumer<String> sink) {
    this.input = input;
    this.sink = sink;
  }

  void readAll() throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
      for (int at = 0; at < count; at++) {
        take(chunk[at]);
      }
    }
    endLine();
  }

  private void take(byte each) {
    if (each == '\n' || line.size() >= MAX_LINE) {
      endLine();
    }
    if (each != '\n') {
      line.write(each);
    }
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
    line.reset();
    if (!text.isEmpty()) {
      sink.accept(visible(text));
    }
  }

  /** A kernel must not be able to write lines of its own into our log, nor colours. */
  private static String visible(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.chars()
        .filter(each -> each != '\u001b')
        .map(each -> Character.isISOControl(each) && each != '\t' ? ' ' : each)
        .forEach(each -> clean.append((char) each));
    return clean.toString();
  }
}
