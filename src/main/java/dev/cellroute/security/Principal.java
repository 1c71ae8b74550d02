package dev.cellroute.security;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.TokenConfig.Scope;
import java.util.List;

/** Who a request is from: the name of its token and what that opens. Immutable. */
public record Principal(String name, List<Scope> scopes) {
  private static final Scope EVERY_ROUTE = new Scope.Call(Scope.Call.EVERYWHERE);

  public Principal {
    requireNonNull(name, "name");
    scopes = List.copyOf(scopes);
  }

  /** Whether the routes of the notebooks at {@code mount} are open to it. */
  public boolean mayCall(String mount) {
    return scopes.contains(EVERY_ROUTE) || scopes.contains(new Scope.Call(mount));
  }

  /** Whether what the gateway says of itself is open to it. */
  public boolean mayAdminister() {
    return scopes.contains(new Scope.Admin());
  }
}
