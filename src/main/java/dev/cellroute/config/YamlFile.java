package dev.cellroute.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a configuration file of bounded size as text. Blocks. */
final class YamlFile {
  static final int MAX_BYTES = 256 * 1024;

  private YamlFile() {}

  /**
   * The text, or empty after reporting why there is none. {@code label} is how messages call the
   * file.
   */
  static Optional<String> read(Path file, String label, Consumer<Diagnostic> report) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        report.accept(problem(label, "config-too-large", "larger than " + MAX_BYTES + " bytes"));
        return Optional.empty();
      }
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (NoSuchFileException missing) {
      report.accept(problem(label, ConfigLoader.NOT_FOUND, "no such file"));
    } catch (CharacterCodingException garbled) {
      report.accept(problem(label, "config-not-yaml", "not UTF-8 text"));
    } catch (IOException failure) {
      report.accept(problem(label, "config-unreadable", "cannot be read: " + failure.getMessage()));
    }
    return Optional.empty();
  }

  private static Diagnostic problem(String label, String code, String message) {
    return Diagnostic.error(
        code, "configuration file " + label + ": " + message, Location.file(label));
  }
}
