package dev.cellroute.cli;

import dev.cellroute.Gateway;
import dev.cellroute.ServedNotebook;
import dev.cellroute.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** A running gateway, as {@code serve} sees it. */
interface Service {
  int port();

  List<ServedNotebook> served();

  Future<Void> close();

  /** Starts one. */
  @FunctionalInterface
  interface Launcher {
    Future<Service> start(Vertx vertx, GatewayConfig config, Consumer<String> progress);
  }

  /** The real one. */
  static Future<Service> launch(Vertx vertx, GatewayConfig config, Consumer<String> progress) {
    return Gateway.start(vertx, config, progress).map(Service::of);
  }

  private static Service of(Gateway gateway) {
    return new Service() {
      @Override
      public int port() {
        return gateway.port();
      }

      @Override
      public List<ServedNotebook> served() {
        return gateway.served();
      }

      @Override
      public Future<Void> close() {
        return gateway.close();
      }
    };
  }
}
