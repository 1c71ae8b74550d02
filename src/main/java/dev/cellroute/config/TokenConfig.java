package dev.cellroute.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * A token that lets its bearer in: how logs call it, where its text is, and what it opens. A file
 * may hold several texts, one a line, and is read again when it changes.
 */
public record TokenConfig(String name, Source source, List<Scope> scopes) {
  /** Where a token's text is. */
  public sealed interface Source {
    /** In the configuration itself. */
    record Value(Secret secret) implements Source {
      public Value {
        requireNonNull(secret, "secret");
      }
    }

    /** In a file, one text a line. */
    record Lines(Path file) implements Source {
      public Lines {
        requireNonNull(file, "file");
      }
    }
  }

  /** A part of the gateway that a token opens. */
  public sealed interface Scope {
    /** The routes of the notebooks at one mount; {@link #EVERYWHERE} is all of them. */
    record Call(String mount) implements Scope {
      public static final String EVERYWHERE = "*";

      public Call {
        requireNonNull(mount, "mount");
      }
    }

    /** What the gateway says of itself: everything that is neither a route nor its description. */
    record Admin() implements Scope {}
  }

  /** What the one token of the short form opens. */
  static final List<Scope> EVERYTHING =
      List.of(new Scope.Call(Scope.Call.EVERYWHERE), new Scope.Admin());

  public TokenConfig {
    requireNonNull(name, "name");
    requireNonNull(source, "source");
    scopes = List.copyOf(scopes);
  }

  /** The one token of the short form. */
  public static TokenConfig only(Secret secret) {
    return new TokenConfig(ConfigKeys.HTTP_TOKEN.name(), new Source.Value(secret), EVERYTHING);
  }
}
