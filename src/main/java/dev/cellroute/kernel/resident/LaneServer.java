package dev.cellroute.kernel.resident;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one listener of a gateway for its kernels: a Unix-domain socket in a private directory, or,
 * where that cannot be, a port on loopback. It listens from the first question for its address on,
 * and at a new place when a cleaner of temporary files has taken the socket's file: nobody finds
 * the old one any more, but connections made there go on. Used on the event loop.
 */
final class LaneServer {
  private static final Logger LOG = LoggerFactory.getLogger(LaneServer.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int BACKLOG = 256;

  private final Loop loop;
  private final Reception reception;
  private final Supplier<Path> directory;
  private final String mark;
  private final List<NetServer> servers = new ArrayList<>();
  private Optional<Future<Listening>> begun = Optional.empty();

  /** The mark tells the sockets in the directory apart from those of others. */
  LaneServer(Loop loop, Reception reception, Supplier<Path> directory, String mark) {
    this.loop = loop;
    this.reception = reception;
    this.directory = directory;
    this.mark = mark;
  }

  /** Where kernels find it, as they are told. */
  Future<JsonObject> address() {
    Future<Listening> listening =
        begun.map(each -> each.transform(this::findable)).orElseGet(this::listen);
    begun = Optional.of(listening);
    return listening.map(Listening::address);
  }

  Future<Void> close() {
    return begun
        .map(last -> last.transform((ignored, failure) -> closeAll()))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> closeAll() {
    return Future.join(servers.stream().map(NetServer::close).toList()).mapEmpty();
  }

  /** What failed once, for want of file descriptors for example, may work now. */
  private Future<Listening> findable(@Nullable Listening last, @Nullable Throwable failure) {
    return last == null
        ? listen()
        : loop.blocking(last::isFindable)
            .compose(there -> there ? Future.succeededFuture(last) : again(last));
  }

  private Future<Listening> again(Listening lost) {
    LOG.info("lane=listens-again lost={}", lost.address());
    return listen();
  }

  private Future<Listening> listen() {
    // Vert.x takes a second listener at one address for a part of the first: each has its own.
    String name = "lane-" + mark + "-" + servers.size() + ".sock";
    return loop.blocking(() -> directory.get().resolve(name)).compose(this::listen);
  }

  private Future<Listening> listen(Path socket) {
    if (!hasPrivateFiles(socket)) {
      return listenOnLoopback();
    }
    JsonObject address = new JsonObject().put("path", socket.toString());
    return listen(SocketAddress.domainSocketAddress(socket.toString()))
        .map(server -> new Listening(Optional.of(socket), address))
        .recover(failure -> withoutDomainSocket(socket, failure));
  }

  /** Where files have no modes, Python has no such sockets either. */
  private static boolean hasPrivateFiles(Path socket) {
    return socket.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private Future<Listening> withoutDomainSocket(Path socket, Throwable why) {
    LOG.debug("lane=loopback path={} reason=\"{}\"", socket, why.getMessage());
    return listenOnLoopback();
  }

  private Future<Listening> listenOnLoopback() {
    return listen(SocketAddress.inetSocketAddress(0, LOOPBACK))
        .map(server -> new Listening(
            Optional.empty(),
            new JsonObject().put("host", LOOPBACK).put("port", server.actualPort())));
  }

  private Future<NetServer> listen(SocketAddress address) {
    NetServerOptions options = new NetServerOptions().setAcceptBacklog(BACKLOG).setTcpNoDelay(true);
    return loop.vertx()
        .createNetServer(options)
        .connectHandler(reception::enter)
        .listen(address)
        .onSuccess(servers::add);
  }

  /** Where somebody listens: at a file, or else at a port. */
  private record Listening(Optional<Path> socket, JsonObject address) {
    /** Blocks. */
    boolean isFindable() {
      return socket.isEmpty() || Files.exists(socket.get());
    }
  }
}
