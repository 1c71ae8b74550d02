package dev.cellroute.launch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Begins this program again, in the same process, with the {@linkplain JvmOptions options} that
 * suit a gateway. The process id, the streams and the environment stay as they are. Linux only;
 * elsewhere, and where it is not possible, the program goes on with the JVM's own choice.
 */
public final class Relaunch {
  static final String MARK = "-Dcellroute.relaunched=true";

  private static final Pattern NUL = Pattern.compile("\0");
  private static final Path COMMAND = Path.of("/proc/self/cmdline");
  private static final Path PROGRAM = Path.of("/proc/self/exe");

  private Relaunch() {}

  /** Whether this is the second beginning. */
  public static boolean isDone() {
    return Boolean.getBoolean("cellroute.relaunched");
  }

  /** Returns when there is no need or no way; otherwise {@code main} begins again. Blocks. */
  public static void ifUseful() {
    try {
      if (Files.isReadable(COMMAND)) {
        String program = PROGRAM.toRealPath().toString();
        JvmOptions.addedTo(command(), System.getenv())
            .ifPresent(command -> execute(program, command));
      }
    } catch (IOException | LinkageError | UnsupportedOperationException ignored) {
      // No native code here, such as a temporary directory mounted noexec: nothing else depends on
      // it.
    }
  }

  /** Bytes as characters, one for one: what is not text in this locale comes through unharmed. */
  private static List<String> command() throws IOException {
    return NUL.splitAsStream(Files.readString(COMMAND, ISO_8859_1)).toList();
  }

  private static void execute(String program, List<String> command) {
    NativeProcess.closeFilesOnExecute();
    NativeProcess.execute(program, command);
  }
}
