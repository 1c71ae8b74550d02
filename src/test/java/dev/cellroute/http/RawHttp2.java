package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client of HTTP/2 that writes frames as it likes and reads nothing (RFC 9113, section 4). For
 * the test's own thread, which may be held up by a server that reads nothing either.
 */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0x0;
  static final int HEADERS = 0x1;
  static final int SETTINGS = 0x4;
  static final int PING = 0x6;
  static final int CONTINUATION = 0x9;
  static final int NO_FLAGS = 0x0;
  static final int END_HEADERS = 0x4;

  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  private static final int AT_ONCE = 1_000;

  // What the system would hold for a client that reads nothing grows to many megabytes.
  private static final int RECEIVE_BYTES = 16_384;

  private final SSLSocket socket;
  private final OutputStream output;

  private RawHttp2(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.output = socket.getOutputStream();
  }

  static RawHttp2 connect(int port) throws IOException, GeneralSecurityException {
    SSLSocket socket = (SSLSocket) believing().getSocketFactory().createSocket();
    socket.setReceiveBufferSize(RECEIVE_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    RawHttp2 client = new RawHttp2(socket);
    client.output.write(PREFACE.getBytes(US_ASCII));
    client.send(frame(SETTINGS, NO_FLAGS, 0));
    return client;
  }

  /** Length, type, flags, stream, then what is in it. */
  static byte[] frame(int type, int flags, int stream, int... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(payload.length >> 16);
    frame.write(payload.length >> 8);
    frame.write(payload.length);
    frame.write(type);
    frame.write(flags);
    frame.write(0);
    frame.write(stream >> 16);
    frame.write(stream >> 8);
    frame.write(stream);
    for (int each : payload) {
      frame.write(each);
    }
    return frame.toByteArray();
  }

  /** The beginning of {@code POST /x} (RFC 7541: from the static table, the path as a literal). */
  static byte[] post(int flags, int stream) {
    return frame(HEADERS, flags, stream, 0x83, 0x87, 0x44, 0x02, '/', 'x', 0x41, 0x01, 'h');
  }

  void send(byte[] frame) throws IOException {
    output.write(frame);
    output.flush();
  }

  /** Sends it again and again; whether the server has had enough before so many. */
  boolean isLeftWithin(int times, byte[] frame) {
    byte[] many = repeated(frame);
    try {
      for (int sent = 0; sent < times; sent += AT_ONCE) {
        send(many);
      }
      return false;
    } catch (IOException left) {
      return true;
    }
  }

  private static byte[] repeated(byte[] frame) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int each = 0; each < AT_ONCE; each++) {
      frames.writeBytes(frame);
    }
    return frames.toByteArray();
  }

  private static SSLContext believing() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Believer()}, null);
    return context;
  }

  private static final class Believer implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
