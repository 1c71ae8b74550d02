package dev.cellroute.kernelspec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/**
 * Puts a program's output into a queue, line by line, ended by an empty Optional. A carriage return
 * ends a line like a line feed, as progress bars use it; what goes on beyond the longest line is
 * dropped. Blocks; runs on its own thread, which is interrupted when nobody listens any more.
 */
record LineReader(InputStream stream, BlockingQueue<Optional<String>> lines) implements Runnable {
  private static final int LONGEST_LINE = 8 * 1024;

  @Override
  public void run() {
    try {
      read();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() throws InterruptedException {
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      readLines(reader);
    } catch (IOException ignored) {
      // The program was killed: its output ends here.
    }
    lines.put(Optional.empty());
  }

  private void readLines(Reader reader) throws IOException, InterruptedException {
    char[] buffer = new char[LONGEST_LINE];
    StringBuilder line = new StringBuilder();
    for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
      for (int i = 0; i < count; i++) {
        add(buffer[i], line);
      }
    }
    end(line);
  }

  private void add(char character, StringBuilder line) throws InterruptedException {
    if (character == '\n' || character == '\r') {
      end(line);
    } else if (line.length() < LONGEST_LINE) {
      line.append(character);
    }
  }

  private void end(StringBuilder line) throws InterruptedException {
    if (!line.isEmpty()) {
      lines.put(Optional.of(line.toString()));
      line.setLength(0);
    }
  }
}
