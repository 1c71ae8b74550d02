package dev.cellroute.cli;

import dev.cellroute.cli.Curl.Access;
import dev.cellroute.config.GatewayConfig;

/** How the gateway is reached from this machine. */
final class Address {
  private Address() {}

  static Curl of(GatewayConfig config, int port) {
    Access access = config.security().isClosed() ? Access.TOKEN : Access.OPEN;
    String scheme = config.http().tls().isPresent() ? "https://" : "http://";
    String origin = scheme + host(config.http().host()) + ":" + port;
    return new Curl(origin, config.http().basePath(), access);
  }

  /** An address that means every interface is reached by loopback. */
  private static String host(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }
}
