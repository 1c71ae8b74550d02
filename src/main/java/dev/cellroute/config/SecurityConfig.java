package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Who may call: the tokens, whether an open bind address is meant, the names the gateway answers
 * for besides its own, and the CORS answers.
 */
public record SecurityConfig(
    List<TokenConfig> tokens, boolean open, List<String> allowedHosts, Cors cors) {
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
    tokens = List.copyOf(tokens);
    allowedHosts = List.copyOf(allowedHosts);
    requireNonNull(cors, "cors");
  }

  SecurityConfig withTokens(List<TokenConfig> others) {
    return new SecurityConfig(others, open, allowedHosts, cors);
  }

  /** Whether a caller needs a token at all. */
  public boolean isClosed() {
    return !tokens.isEmpty();
  }
}
