package dev.cellroute.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Secret;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Says whose token a caller has. It is presented as {@code Authorization: token T} or {@code Bearer
 * T} with exactly one blank, or as the query argument {@code token}, which wins over the header
 * even when it is wrong. It is compared with every token there is; how long that takes depends on
 * what was presented and on their number, never on the secrets. Immutable; any thread.
 */
public final class Authenticator {
  private static final List<String> SCHEMES = List.of("token ", "bearer ");

  private final List<Known> known;

  private Authenticator(List<Known> known) {
    this.known = known;
  }

  /** A token and whose it is. */
  public record Credential(Secret secret, Principal principal) {
    public Credential {
      requireNonNull(secret, "secret");
      requireNonNull(principal, "principal");
    }
  }

  /** No record, because the secret is compared byte by byte. */
  private static final class Known {
    private final byte[] secret;
    private final Principal principal;

    Known(Credential credential) {
      this.secret = credential.secret().reveal().getBytes(UTF_8);
      this.principal = credential.principal();
    }
  }

  /** Without a credential nobody is known. */
  public static Authenticator of(List<Credential> credentials) {
    return new Authenticator(credentials.stream()
        .map(Known::new)
        .filter(each -> each.secret.length > 0)
        .toList());
  }

  /**
   * Decides by the {@code tokens} of the query, of which the last counts, and only without any by
   * the {@code Authorization} headers, of which there must be one. Empty: nobody it knows.
   */
  public Optional<Principal> authenticate(List<String> tokens, List<String> authorizations) {
    if (!tokens.isEmpty()) {
      return find(tokens.get(tokens.size() - 1).strip());
    }
    return authorizations.size() == 1
        ? credential(authorizations.get(0)).flatMap(this::find)
        : Optional.empty();
  }

  private static Optional<String> credential(String authorization) {
    for (String scheme : SCHEMES) {
      if (authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
        return Optional.of(authorization.substring(scheme.length()));
      }
    }
    return Optional.empty();
  }

  /** Looks at all of them, whether or not one has been found. */
  private Optional<Principal> find(String presented) {
    byte[] bytes = presented.getBytes(UTF_8);
    Optional<Principal> found = Optional.empty();
    for (Known each : known) {
      if (MessageDigest.isEqual(bytes, each.secret)) {
        found = Optional.of(each.principal);
      }
    }
    return found;
  }
}
