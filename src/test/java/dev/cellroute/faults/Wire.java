package dev.cellroute.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.cellroute.faults.Seen.Answer;
import dev.cellroute.faults.Seen.Bodies;
import dev.cellroute.faults.Seen.Next;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection that sends exactly the bytes it is told to, and takes whatever comes back. After an
 * attack it asks for a number nobody asked for before: the answer to that ends what belongs to the
 * attack, so no answer can hide behind another. Blocks.
 */
final class Wire implements Closeable {
  private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());
  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Wire(socket);
  }

  /** A number that no other request of this run carries. */
  static String unique() {
    return Long.toString(NUMBERS.incrementAndGet());
  }

  static String head(String method, String target, String... headers) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Each character is one byte. A server that has closed already is part of the game. */
  Wire send(String bytes) {
    return send(bytes.getBytes(ISO_8859_1));
  }

  Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException ignored) {
      // What was answered before the close is still to be read.
    }
    return this;
  }

  /** Sends nothing more, but still listens. */
  Wire finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Resets the connection, as a client whose process was killed. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Wire patience(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return this;
  }

  /** Sends the attack and the request behind it, and takes everything until the close. */
  static Seen attack(int port, String bytes, String... headers) throws IOException {
    try (Wire wire = connect(port)) {
      return wire.attack(bytes, headers);
    }
  }

  Seen attack(String bytes, String... headers) throws IOException {
    String number = unique();
    String next = head("GET", "/echo/" + number, "Connection: close");
    if (headers.length > 0) {
      next = next.replace("\r\n\r\n", "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }
    long start = System.nanoTime();
    send(bytes);
    send(next);
    Received received = receive();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<Answer> answers = Seen.parse(received.bytes().getBytes(), Bodies.PRESENT);
    int last = answers.size() - 1;
    if (last >= 0 && answers.get(last).body().equals(number)) {
      return new Seen(answers.subList(0, last), Next.ANSWERED, took);
    }
    return new Seen(answers, received.next(), took);
  }

  /** Takes everything until the close. */
  Seen rest() throws IOException {
    return rest(Bodies.PRESENT);
  }

  Seen rest(Bodies bodies) throws IOException {
    long start = System.nanoTime();
    Received received = receive();
    return new Seen(
        Seen.parse(received.bytes().getBytes(), bodies),
        received.next(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private record Received(Buffer bytes, Next next) {}

  private Received receive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    InputStream in = socket.getInputStream();
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return new Received(Buffer.buffer(bytes.toByteArray()), Next.CLOSED);
    } catch (SocketTimeoutException silent) {
      return new Received(Buffer.buffer(bytes.toByteArray()), Next.OPEN);
    } catch (IOException reset) {
      return new Received(Buffer.buffer(bytes.toByteArray()), Next.CLOSED);
    }
  }

  /** Reads as many bytes as there are up to this number, for a client that reads slowly. */
  int read(int most) throws IOException {
    return socket.getInputStream().readNBytes(most).length;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
