package dev.cellroute.kernel.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.kernel.KernelListener;
import dev.cellroute.kernel.Received;
import dev.cellroute.protocol.Channel;
import dev.cellroute.protocol.ConnectionInfo;
import dev.cellroute.protocol.Header;
import dev.cellroute.protocol.Message;
import dev.cellroute.protocol.ProtocolException;
import dev.cellroute.protocol.Session;
import dev.cellroute.protocol.WireCodec;
import dev.cellroute.testing.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ.Socket;

/** The loop against sockets that a test holds in its hand. */
final class ZmqLoopTest {
  private static final String KEY = "key";
  private static final int LIMIT = 10_000;

  private final ZContext context = new ZContext();
  private final ZmqLoop loop = ZmqLoop.start(100_000);

  @AfterEach
  void close() {
    loop.close();
    context.close();
  }

  @Test
  void messagesGoBothWays() throws Exception {
    Peer peer = new Peer();
    ZmqConnection connection = peer.connect();
    peer.publish();
    assertThat(peer.hears()).isEqualTo("status");
    connection.send(Channel.SHELL, new Session("me").request("x_request", new JsonObject()));
    assertThat(peer.takesFromShell()).isEqualTo("x_request");
  }

  @Test
  void connectionsGoOnWhenAnotherIsClosed() throws Exception {
    Peer first = new Peer();
    Peer second = new Peer();
    ZmqConnection closing = first.connect();
    second.connect();
    closing.close().await(10, TimeUnit.SECONDS);
    Peer third = new Peer();
    third.connect();
    second.publish();
    third.publish();
    assertThat(second.hears()).isEqualTo("status");
    assertThat(third.hears()).isEqualTo("status");
  }

  @Test
  void thirdMessageThatIsNotSignedBreaksTheConnection() throws Exception {
    Peer peer = new Peer();
    peer.connect();
    for (int i = 0; i < 3; i++) {
      peer.iopub.sendMore("<IDS|MSG>");
      peer.iopub.send("nonsense");
    }
    assertThat(peer.hears()).isEqualTo("EVERYTHING its messages cannot be trusted");
  }

  @Test
  void messageAboveTheLimitBreaksOnlyItsOwnConnection() throws Exception {
    Peer big = new Peer();
    Peer small = new Peer();
    big.connect();
    small.connect();
    big.iopub.send(new byte[200_000]);
    assertThat(big.hears()).isEqualTo("OUTPUT its connection broke");
    small.publish();
    assertThat(small.hears()).isEqualTo("status");
  }

  @Test
  void messageNobodyIsThereForIsToldAsBroken() throws Exception {
    Peer peer = new Peer();
    ZmqConnection connection =
        loop.connect(new ConnectionInfo("127.0.0.1", 1, 1, 1, 1, 1, KEY), peer);
    connection.send(Channel.SHELL, new Session("me").request("x_request", new JsonObject()));
    assertThat(peer.hears()).isEqualTo("EVERYTHING a message could not be sent");
  }

  @Test
  void endedLoopRefusesWork() throws Exception {
    ZmqLoop other = ZmqLoop.start(100);
    other.close();
    Peer peer = new Peer();
    Eventually.holds(
        Duration.ofMillis(LIMIT), () -> assertThat(other.hasEnded()).isTrue());
    other.connect(peer.info(), peer);
    assertThat(peer.hears()).isEqualTo("EVERYTHING the message loop has ended");
  }

  /** The kernel's end of a connection, and what our end hears. */
  private final class Peer implements KernelListener {
    private final Socket shell = context.createSocket(SocketType.ROUTER);
    private final Socket iopub = context.createSocket(SocketType.XPUB);
    private final int shellPort = shell.bindToRandomPort("tcp://127.0.0.1");
    private final int iopubPort = iopub.bindToRandomPort("tcp://127.0.0.1");
    private final WireCodec codec = new WireCodec(KEY);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private int count;

    ConnectionInfo info() {
      return new ConnectionInfo("127.0.0.1", shellPort, shellPort, shellPort, iopubPort, 0, KEY);
    }

    /** Ends when the subscription has arrived. */
    ZmqConnection connect() {
      ZmqConnection connection = loop.connect(info(), this);
      iopub.setReceiveTimeOut(LIMIT);
      assertThat(iopub.recv()).isEqualTo(new byte[] {1});
      return connection;
    }

    void publish() {
      Header header = new Header("k_1_" + count++, "k", "kernel", "status", "5.4");
      Message message = new Message(header, Header.NONE, Buffer.buffer("{}"));
      List<byte[]> frames = codec.encode(message);
      frames.subList(0, frames.size() - 1).forEach(iopub::sendMore);
      iopub.send(frames.get(frames.size() - 1));
    }

    String takesFromShell() throws ProtocolException {
      shell.setReceiveTimeOut(LIMIT);
      List<byte[]> frames = new ArrayList<>();
      do {
        frames.add(shell.recv());
      } while (shell.hasReceiveMore());
      return codec.decode(frames).type();
    }

    String hears() throws InterruptedException {
      return String.valueOf(heard.poll(LIMIT, TimeUnit.MILLISECONDS));
    }

    @Override
    public void received(List<Received> batch) {
      batch.forEach(each -> heard.add(each.message().type()));
    }

    @Override
    public void broken(Break how) {
      heard.add(how.kind() + " " + how.reason());
    }
  }
}
