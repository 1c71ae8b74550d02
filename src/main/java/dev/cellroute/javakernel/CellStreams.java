package dev.cellroute.javakernel;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output and standard error of cells, from whatever thread. Text is gathered into messages
 * of a useful size, in the order it was written: it goes out when it is much, when the other stream
 * or a display follows, at the end of the cell, and every tenth of a second (see
 * {@link JavaKernel}). Its monitor keeps that order; nothing waits under it but the send itself.
 */
final class CellStreams {
  /** Takes the text of a message; called in order. */
  interface Sink {
    void write(Name name, String text);
  }

  /** Which of the two streams. */
  enum Name {
    STDOUT,
    STDERR
  }

  private static final int LARGEST = 64 * 1024;

  private final Sink sink;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Name pendingName = Name.STDOUT;

  CellStreams(Sink sink) {
    this.sink = requireNonNull(sink, "sink");
  }

  /** A stream for {@code System.setOut} or {@code System.setErr}. */
  PrintStream stream(Name name) {
    return new PrintStream(new Gathering(name), false, StandardCharsets.UTF_8);
  }

  /** Sends what is pending; an unfinished character waits for its rest. */
  synchronized void flush() {
    byte[] bytes = pending.toByteArray();
    int complete = Utf8.complete(bytes);
    send(bytes, complete);
    pending.write(bytes, complete, bytes.length - complete);
  }

  /** Sends all of it: the cell is over. */
  synchronized void finish() {
    byte[] bytes = pending.toByteArray();
    send(bytes, bytes.length);
  }

  private void send(byte[] bytes, int length) {
    pending.reset();
    if (length > 0) {
      sink.write(pendingName, new String(bytes, 0, length, StandardCharsets.UTF_8));
    }
  }

  private synchronized void gather(Name name, byte[] bytes, int offset, int length) {
    if (name != pendingName) {
      finish();
      pendingName = name;
    }
    pending.write(bytes, offset, length);
    if (pending.size() >= LARGEST) {
      flush();
    }
  }

  /** One of the two streams. */
  private final class Gathering extends OutputStream {
    private final Name name;

    Gathering(Name name) {
      this.name = name;
    }

    @Override
    public void write(int octet) {
      gather(name, new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      gather(name, bytes, offset, length);
    }

    @Override
    public void flush() {
      CellStreams.this.flush();
    }
  }
}
