package dev.cellroute.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP client that sends exactly the bytes it is given and reads answers with a Content-Length.
 * Blocks, for a minute at most; for the test's own thread.
 */
public final class RawClient implements Closeable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawClient connect(int port) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE_MILLIS);
      return new RawClient(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer; header names in lower case. */
  public record Answer(int status, List<String> headers, Buffer bytes) {
    public String body() {
      return bytes.toString();
    }

    public Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ": ";
      return headers.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .toList();
    }
  }

  /** Each character is one byte. */
  public RawClient send(String bytes) {
    return send(bytes.getBytes(ISO_8859_1));
  }

  public RawClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer read() {
    return read(Expect.BODY);
  }

  /** The status of the next answer, or 0 where the server closes without one. */
  public int readOrClosed() {
    try {
      return read().status();
    } catch (UncheckedIOException closed) {
      return 0;
    }
  }

  /** Says that nothing more will be sent. */
  public void closeHalf() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer readHead() {
    return read(Expect.NO_BODY);
  }

  private enum Expect {
    BODY,
    NO_BODY
  }

  private Answer read(Expect expect) {
    try {
      int status = Integer.parseInt(line().substring(9, 12));
      List<String> headers = new ArrayList<>();
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        headers.add(name + ": " + value);
        length = name.equals("content-length") ? Integer.parseInt(value) : length;
      }
      boolean empty = expect == Expect.NO_BODY || status == 304;
      return new Answer(status, headers, Buffer.buffer(in.readNBytes(empty ? 0 : length)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has closed the connection; waits for it. */
  public boolean isClosed() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the server closed the connection after: " + line);
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
