package dev.cellroute.security;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * For which names the gateway answers, so that a web page cannot reach it under a name of its own
 * (DNS rebinding): loopback names, the address it is bound to, and those that are configured. Bound
 * to every interface without configured names it answers for any, because it cannot know its own;
 * such a gateway has a token or is open on purpose. Ports are not compared. Immutable; any thread.
 */
public final class HostPolicy {
  private static final String ANY = "*";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final Set<String> EVERY_INTERFACE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

  private final Set<String> names;
  private final boolean any;

  private HostPolicy(Set<String> names, boolean any) {
    this.names = names;
    this.any = any;
  }

  public static HostPolicy of(String bound, List<String> configured) {
    String address = requireNonNull(bound, "bound").toLowerCase(Locale.ROOT);
    boolean everywhere = EVERY_INTERFACE.contains(address) && configured.isEmpty();
    Set<String> names = new HashSet<>(LOOPBACK);
    names.add(address);
    names.addAll(configured);
    return new HostPolicy(Set.copyOf(names), everywhere || configured.contains(ANY));
  }

  /** Whether it answers for a host with or without port, as {@code Host} has it. */
  public boolean admits(String authority) {
    return any || names.contains(name(authority).toLowerCase(Locale.ROOT));
  }

  /** The name without port, brackets and the root's dot; what has a user is not one. */
  private static String name(String authority) {
    if (authority.indexOf('@') >= 0) {
      return authority;
    }
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? authority : authority.substring(1, end);
    }
    int colon = authority.indexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
