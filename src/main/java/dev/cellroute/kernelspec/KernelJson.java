package dev.cellroute.kernelspec;

import static dev.cellroute.kernelspec.KernelSpec.InterruptMode.MESSAGE;
import static dev.cellroute.kernelspec.KernelSpec.InterruptMode.SIGNAL;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernelspec.KernelSpec.InterruptMode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One {@code kernel.json} (jupyter_client, "Kernel specs"), read and checked; {@code argv} is the
 * command as it stands there. Reading fails with one diagnostic that names the file. Blocks
 * shortly.
 */
record KernelJson(
    List<String> argv,
    String displayName,
    String language,
    Map<String, String> environment,
    InterruptMode interruptMode,
    Encryption encryption) {
  private static final long LARGEST = 1024 * 1024;
  private static final Pattern PLACE = Pattern.compile("line: (\\d+), column: (\\d+)");

  static KernelJson read(Path file, String name) {
    try {
      if (Files.size(file) > LARGEST) {
        throw broken(file, "is larger than 1 MiB");
      }
      return of(new JsonObject(Files.readString(file)), file, name);
    } catch (IOException e) {
      throw broken(file, "cannot be read: " + e.getClass().getSimpleName());
    } catch (DecodeException e) {
      throw new InvalidInputException(List.of(Diagnostic.warning(
          "kernelspec-invalid",
          "is not a JSON object",
          place(file, String.valueOf(e.getMessage())))));
    }
  }

  private static KernelJson of(JsonObject json, Path file, String name) {
    return new KernelJson(
        argv(json, file),
        text(json, "display_name", name, file),
        text(json, "language", "", file),
        environment(json, file),
        interruptMode(json, file),
        Encryption.of(json));
  }

  private static List<String> argv(JsonObject json, Path file) {
    if (!(json.getValue("argv") instanceof JsonArray words)
        || words.isEmpty()
        || !words.stream().allMatch(String.class::isInstance)) {
      throw broken(file, "argv: " + json.getValue("argv") + " (expected: a list of texts)");
    }
    return words.stream().map(String.class::cast).toList();
  }

  private static String text(JsonObject json, String key, String otherwise, Path file) {
    Object value = json.getValue(key, otherwise);
    if (!(value instanceof String text)) {
      throw broken(file, key + ": " + value + " (expected: a text)");
    }
    return text;
  }

  private static Map<String, String> environment(JsonObject json, Path file) {
    Object value = json.getValue("env");
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof JsonObject variables)) {
      throw broken(file, "env: " + value + " (expected: an object of texts)");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    variables.fieldNames().forEach(key -> environment.put(key, text(variables, key, "", file)));
    return environment;
  }

  private static InterruptMode interruptMode(JsonObject json, Path file) {
    String mode = text(json, "interrupt_mode", "signal", file).toLowerCase(Locale.ROOT);
    return switch (mode) {
      case "signal" -> SIGNAL;
      case "message" -> MESSAGE;
      default -> throw broken(file, "interrupt_mode: " + mode + " (expected: signal or message)");
    };
  }

  /** The last place the parser's message names is where it stopped. */
  private static Location place(Path file, String message) {
    return PLACE
        .matcher(message)
        .results()
        .reduce((first, second) -> second)
        .map(place -> Location.line(
            file.toString(), Integer.parseInt(place.group(1)), Integer.parseInt(place.group(2))))
        .orElseGet(() -> Location.file(file.toString()));
  }

  private static InvalidInputException broken(Path file, String what) {
    return new InvalidInputException(
        List.of(Diagnostic.warning("kernelspec-invalid", what, Location.file(file.toString()))));
  }
}
