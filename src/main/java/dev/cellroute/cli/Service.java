package dev.cellroute.cli;

import dev.cellroute.Gateway;
import dev.cellroute.ServedNotebook;
import dev.cellroute.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A running gateway, as {@code serve} sees it. */
interface Service {
  int port();

  List<ServedNotebook> served();

  /** Serves what the notebooks are now. */
  Future<Void> reload();

  /** Refuses new calls, and ends when those under way have, or when they have had their time. */
  Future<Void> drain();

  /** Stops everything at once. */
  Future<Void> close();

  /** Starts one; a start that is unwanted before it is complete ends what it began, and fails. */
  @FunctionalInterface
  interface Launcher {
    Future<Service> start(
        Vertx vertx, Configs configs, Consumer<String> progress, CompletionStage<?> unwanted);
  }

  /** The configuration to start with, and how it is read again; that blocks. */
  record Configs(GatewayConfig first, Supplier<GatewayConfig> again) {}

  /** The real one. */
  static Future<Service> launch(
      Vertx vertx, Configs configs, Consumer<String> progress, CompletionStage<?> unwanted) {
    return Gateway.start(vertx, configs.first(), configs.again(), progress, unwanted)
        .map(Service::of);
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
      public Future<Void> reload() {
        return gateway.reload();
      }

      @Override
      public Future<Void> drain() {
        return gateway.drain();
      }

      @Override
      public Future<Void> close() {
        return gateway.close();
      }
    };
  }
}
