package dev.cellroute.cli;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.DiagnosticPrinter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a command runs: its environment and working directory, standard output for results,
 * standard error for talk. Nothing is coloured, because Java cannot tell whether standard error is
 * a terminal.
 */
record Console(
    Map<String, String> environment, Path workingDirectory, PrintStream out, PrintStream err) {
  private static final PrintStream PROCESS_ERR = System.err;

  Console {
    environment = Map.copyOf(environment);
    requireNonNull(workingDirectory, "workingDirectory");
    requireNonNull(out, "out");
    requireNonNull(err, "err");
  }

  static Console ofProcess() {
    return new Console(System.getenv(), Path.of(""), System.out, System.err);
  }

  /**
   * Where the log goes: standard error itself, because a print stream hides that a disk is full.
   */
  OutputStream log() {
    return err == PROCESS_ERR ? new FileOutputStream(FileDescriptor.err) : err;
  }

  /** A result. */
  void print(String text) {
    out.print(text);
    out.flush();
  }

  /** One line of talk. */
  void say(String line) {
    err.println(line);
  }

  /** Diagnostics with a count, as talk. */
  void say(List<Diagnostic> diagnostics) {
    err.print(text(diagnostics));
  }

  static String text(List<Diagnostic> diagnostics) {
    return new DiagnosticPrinter(DiagnosticPrinter.Colour.PLAIN).print(diagnostics);
  }
}
