package dev.cellroute.kernel.resident;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one listener of a gateway for its kernels: a Unix-domain socket in a private directory, or,
 * where that cannot be, a port on loopback. It listens from the first question for its address on.
 * Used on the event loop.
 */
final class LaneServer {
  private static final Logger LOG = LoggerFactory.getLogger(LaneServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 256;

  private final Loop loop;
  private final Reception reception;
  private final Path socket;
  private Optional<Future<Listening>> begun = Optional.empty();

  LaneServer(Loop loop, Reception reception, Path socket) {
    this.loop = loop;
    this.reception = reception;
    this.socket = socket;
  }

  /** Where kernels find it, as they are told. */
  Future<JsonObject> address() {
    Future<Listening> listening = begun.orElseGet(this::listen);
    begun = Optional.of(listening);
    return listening.map(Listening::address);
  }

  Future<Void> close() {
    return begun
        .map(listening -> listening.compose(each -> each.server().close()))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Listening> listen() {
    if (!hasPrivateFiles()) {
      return listenOnLoopback();
    }
    JsonObject address = new JsonObject().put("path", socket.toString());
    return listen(SocketAddress.domainSocketAddress(socket.toString()))
        .map(server -> new Listening(server, address))
        .recover(this::withoutDomainSocket);
  }

  /** Where files have no modes, Python has no such sockets either. */
  private boolean hasPrivateFiles() {
    return socket.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private Future<Listening> withoutDomainSocket(Throwable why) {
    LOG.debug("lane=loopback path={} reason=\"{}\"", socket, why.getMessage());
    return listenOnLoopback();
  }

  private Future<Listening> listenOnLoopback() {
    return listen(SocketAddress.inetSocketAddress(0, LOOPBACK))
        .map(server -> new Listening(
            server, new JsonObject().put("host", LOOPBACK).put("port", server.actualPort())));
  }

  private Future<NetServer> listen(SocketAddress address) {
    NetServerOptions options = new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true);
    return loop.vertx()
        .createNetServer(options)
        .connectHandler(reception::enter)
        .listen(address);
  }

  /** A server that listens, and its address. */
  private record Listening(NetServer server, JsonObject address) {}
}
