package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who may call: the one token of the short form, whether an open bind address is meant, and the
 * CORS answers.
 */
public record SecurityConfig(Optional<Secret> token, boolean open, Cors cors) {
  /**
   * Values of the {@code Access-Control-*} headers, as Kernel Gateway names them; an empty text
   * sends none.
   */
  public record Cors(
      String allowOrigin,
      String allowHeaders,
      String allowMethods,
      String allowCredentials,
      String exposeHeaders,
      String maxAge) {
    public static final Cors OFF = new Cors("", "", "", "", "", "");

    public Cors {
      requireNonNull(allowOrigin, "allowOrigin");
      requireNonNull(allowHeaders, "allowHeaders");
      requireNonNull(allowMethods, "allowMethods");
      requireNonNull(allowCredentials, "allowCredentials");
      requireNonNull(exposeHeaders, "exposeHeaders");
      requireNonNull(maxAge, "maxAge");
    }
  }

  public SecurityConfig {
    requireNonNull(token, "token");
    requireNonNull(cors, "cors");
  }
}
