package dev.cellroute.kernelspec;

import dev.cellroute.fault.InvalidInputException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel can encrypt its messages with, as its {@code kernel.json} says in
 * {@code metadata.supported_encryption} (jupyter_client 8.9; ipykernel from 7.3).
 */
public enum Encryption {
  NONE,
  /** CurveZMQ, with keys from the connection file. */
  CURVE;

  /** Of the kernel whose file lies in this directory; none where there is no such file. Blocks. */
  public static Encryption declaredIn(Path directory) {
    Path file = directory.resolve("kernel.json");
    try {
      return Files.exists(file) ? KernelJson.read(file, "kernel").encryption() : NONE;
    } catch (InvalidInputException ignored) {
      // Who makes a spec without reading its file does not need the file.
      return NONE;
    }
  }

  /** A text or a list of texts in any case, as jupyter_client takes it; others are of no use. */
  static Encryption of(JsonObject kernelJson) {
    return kernelJson.getValue("metadata") instanceof JsonObject metadata
        ? of(metadata.getValue("supported_encryption"))
        : NONE;
  }

  private static Encryption of(@Nullable Object supported) {
    boolean curve = supported instanceof JsonArray several
        ? several.stream().anyMatch(Encryption::isCurve)
        : isCurve(supported);
    return curve ? CURVE : NONE;
  }

  private static boolean isCurve(@Nullable Object name) {
    return name instanceof String text && text.strip().equalsIgnoreCase("curve");
  }
}
