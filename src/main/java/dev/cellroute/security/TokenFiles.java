package dev.cellroute.security;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Secret;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.config.TokenConfig.Source;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.security.Authenticator.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the configured tokens, those in files included. A file has one token a line, so that an old
 * one and its successor hold side by side; empty lines and lines that begin with {@code #} are
 * none. An empty file lets nobody in. Blocks.
 */
public final class TokenFiles {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_LINES = 64;

  private final List<TokenConfig> tokens;

  public TokenFiles(List<TokenConfig> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  /** The files that are to be watched. */
  public List<Path> files() {
    return tokens.stream()
        .map(TokenConfig::source)
        .filter(Source.Lines.class::isInstance)
        .map(source -> ((Source.Lines) source).file())
        .toList();
  }

  /**
   * Throws {@code InvalidInputException} with every file that cannot be read or holds what is no
   * token.
   */
  public Authenticator read() {
    List<Diagnostic> found = new ArrayList<>();
    List<Credential> credentials = new ArrayList<>();
    for (TokenConfig token : tokens) {
      Principal principal = new Principal(token.name(), token.scopes());
      secrets(token.source(), found)
          .forEach(secret -> credentials.add(new Credential(secret, principal)));
    }
    if (!found.isEmpty()) {
      throw new InvalidInputException(found);
    }
    return Authenticator.of(credentials);
  }

  /** The files that others than their owner can read, as far as that can be seen here. */
  public List<Path> exposed() {
    return files().stream().filter(TokenFiles::isExposed).toList();
  }

  private static boolean isExposed(Path file) {
    try {
      Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
      return modes.contains(PosixFilePermission.GROUP_READ)
          || modes.contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException ignored) {
      // Gone by now, or a file system without modes.
      return false;
    }
  }

  private static List<Secret> secrets(Source source, List<Diagnostic> found) {
    if (source instanceof Source.Value value) {
      return List.of(value.secret());
    }
    Path file = ((Source.Lines) requireNonNull(source)).file();
    try {
      return secrets(file, found);
    } catch (IOException failure) {
      found.add(problem(file, "cannot be read"));
      return List.of();
    }
  }

  private static List<Secret> secrets(Path file, List<Diagnostic> found) throws IOException {
    List<String> lines = text(file)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
    if (lines.size() > MOST_LINES || !lines.stream().allMatch(TokenFiles::isToken)) {
      found.add(problem(file, "not at most " + MOST_LINES + " lines, each one word in ASCII"));
      return List.of();
    }
    return lines.stream().map(Secret::new).toList();
  }

  private static String text(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("larger than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isToken(String line) {
    return line.chars().allMatch(each -> each > ' ' && each < 127);
  }

  private static Diagnostic problem(Path file, String message) {
    return Diagnostic.error(
        "token-file", "file of tokens: " + message, Location.file(file.toString()));
  }
}
