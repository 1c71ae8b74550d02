package dev.cellroute.http;

import dev.cellroute.endpoint.Verb;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The value of an {@code Allow} header: the verbs there are, HEAD wherever GET is, and OPTIONS. */
final class Allowed {
  private Allowed() {}

  static String header(Set<Verb> verbs) {
    EnumSet<Verb> allowed = EnumSet.of(Verb.OPTIONS);
    allowed.addAll(verbs);
    if (verbs.contains(Verb.GET)) {
      allowed.add(Verb.HEAD);
    }
    return allowed.stream().map(Verb::name).collect(Collectors.joining(", "));
  }
}
