package dev.cellroute.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Secret;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Says whether a caller has the gateway's one token. It is presented as {@code Authorization: token
 * T} or {@code Bearer T} with exactly one blank, or as the query argument {@code token}, which wins
 * over the header even when it is wrong. How long a comparison takes depends on what was presented,
 * never on the secret. Immutable; any thread.
 */
public final class Authenticator {
  private static final List<String> SCHEMES = List.of("token ", "bearer ");

  private final Optional<byte[]> secret;

  private Authenticator(Optional<byte[]> secret) {
    this.secret = secret;
  }

  /** Without a token everybody is let in. */
  public static Authenticator of(Optional<Secret> token) {
    requireNonNull(token, "token");
    return new Authenticator(token
        .map(Secret::reveal)
        .filter(text -> !text.isEmpty())
        .map(text -> text.getBytes(UTF_8)));
  }

  /** Whether there is a token to have at all. */
  public boolean isClosed() {
    return secret.isPresent();
  }

  /**
   * Decides by the {@code tokens} of the query, of which the last counts, and only without any by
   * the {@code Authorization} headers, of which there must be one.
   */
  public boolean admits(List<String> tokens, List<String> authorizations) {
    if (secret.isEmpty()) {
      return true;
    }
    if (!tokens.isEmpty()) {
      return isSecret(tokens.get(tokens.size() - 1).strip());
    }
    return authorizations.size() == 1
        && credential(authorizations.get(0)).map(this::isSecret).orElse(false);
  }

  private static Optional<String> credential(String authorization) {
    for (String scheme : SCHEMES) {
      if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return Optional.of(authorization.substring(scheme.length()));
      }
    }
    return Optional.empty();
  }

  private boolean isSecret(String presented) {
    return MessageDigest.isEqual(presented.getBytes(UTF_8), secret.orElseThrow());
  }
}
