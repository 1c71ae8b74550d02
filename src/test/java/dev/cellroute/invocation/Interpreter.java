package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs a script with a language's plain interpreter. Blocks. */
final class Interpreter {
  private Interpreter() {}

  /**
   * What the script printed on standard output; a script that fails is an error with everything it
   * said.
   */
  static String run(String interpreter, Path folder, String script) {
    try {
      Path file = Files.writeString(folder.resolve("script"), script);
      Path errors = folder.resolve("errors");
      Process process = new ProcessBuilder(interpreter, file.toString())
          .directory(folder.toFile())
          .redirectError(errors.toFile())
          .start();
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(interpreter + " failed: " + Files.readString(errors));
      }
      return printed;
    } catch (IOException unable) {
      throw new UncheckedIOException(unable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
