package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.security.Principal;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a request's token opens: the routes of its mounts, the description of the API for every
 * token, and anything else of the gateway's own only for an administrator's, so that a page that is
 * added is closed. Without tokens all is open. Who is let in is kept with the request.
 */
final class Access {
  private static final Logger LOG = LoggerFactory.getLogger(Access.class);
  private static final String KEY = "cellroute.principal";

  private final Credentials credentials;
  private final String base;
  private final Set<String> probes;

  /** {@code base} is the gateway's prefix, empty or without a slash at its end. */
  Access(Credentials credentials, String base, Set<String> probes) {
    this.credentials = requireNonNull(credentials, "credentials");
    this.base = requireNonNull(base, "base");
    this.probes = Set.copyOf(probes);
  }

  boolean isOpen() {
    return !credentials.areNeeded();
  }

  /** Lets in whoever has a token that holds. */
  void authenticate(Arrival arrival, RoutingContext context) {
    if (!isOpen()) {
      context.put(KEY, principal(arrival));
    }
  }

  /** For a route of a notebook. */
  void checkCall(RoutingContext context, String mount) {
    if (!isOpen()) {
      Principal caller = caller(context);
      require(caller.mayCall(mount) ? Verdict.ALLOWED : Verdict.REFUSED, caller, context);
    }
  }

  /** For a page of the gateway's own. */
  void checkPage(RoutingContext context) {
    Arrival arrival = Arrival.in(context);
    if (!isOpen() && !arrival.isOptions() && !isForEveryToken(arrival.path())) {
      Principal caller = caller(context);
      require(caller.mayAdminister() ? Verdict.ALLOWED : Verdict.REFUSED, caller, context);
    }
  }

  private enum Verdict {
    ALLOWED,
    REFUSED
  }

  private boolean isForEveryToken(String path) {
    return probes.contains(path)
        || path.startsWith(base + "/_api/spec/")
        || path.startsWith(base + "/_api/docs");
  }

  /** OPTIONS has come this far without a token. */
  private Principal caller(RoutingContext context) {
    Principal known = context.get(KEY);
    return known == null ? principal(Arrival.in(context)) : known;
  }

  private Principal principal(Arrival arrival) {
    return credentials
        .principal(arrival)
        .orElseThrow(() -> new GatewayException(
            ErrorCode.UNAUTHORIZED,
            "no valid token was presented (expected: Authorization: Bearer TOKEN)"));
  }

  private static void require(Verdict verdict, Principal caller, RoutingContext context) {
    if (verdict == Verdict.REFUSED) {
      LOG.info("refused token={} id={}", caller.name(), Arrival.in(context).id());
      throw new GatewayException(
          ErrorCode.FORBIDDEN, "the scopes of the token " + caller.name() + " do not cover this");
    }
  }
}
