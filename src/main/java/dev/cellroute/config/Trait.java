package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of Kernel Gateway's options: its flag, its environment variable where it has one, and what
 * becomes of it here.
 */
record Trait(String flag, Optional<String> variable, Effect effect) {
  /**
   * Kernel Gateway's short flags, but for {@code port}, which is ours as well, and
   * {@code client-ca}.
   */
  private static final Set<String> ALIASED = Set.of("ip", "port_retries", "seed_uri", "api");

  /** What a trait does. */
  sealed interface Effect {
    /** It is our setting of this name, its text translated. */
    record Sets(String key, Translation translation) implements Effect {}

    /** It names the notebook. */
    record Names() implements Effect {}

    /**
     * It must have one of these values, and then does nothing; {@code reason} says why another is
     * refused.
     */
    record Requires(Set<String> values, String reason) implements Effect {}

    /** It has no meaning here; {@code reason} says why. */
    record Ignored(String reason) implements Effect {}
  }

  /**
   * How a trait's text becomes our setting's text; {@code reader} answers empty for a text it
   * cannot understand, and {@code expectation} says what it can.
   */
  record Translation(String expectation, Function<String, Optional<String>> reader) {
    Translation {
      requireNonNull(expectation, "expectation");
      requireNonNull(reader, "reader");
    }
  }

  Trait {
    requireNonNull(flag, "flag");
    requireNonNull(variable, "variable");
    requireNonNull(effect, "effect");
  }

  /** Every name this option has as a flag: in full, and Kernel Gateway's aliases of it. */
  Stream<String> names() {
    String name = flag.substring(flag.indexOf('.') + 1);
    return ALIASED.contains(name) ? Stream.of(flag, name) : Stream.of(flag);
  }
}
