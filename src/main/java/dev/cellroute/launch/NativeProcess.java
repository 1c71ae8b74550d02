package dev.cellroute.launch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;

/** The C library's calls that replace a process's program. Linux only. */
final class NativeProcess {
  private static final int FIRST_AFTER_STREAMS = 3;
  private static final int MAX_FILE = 1024;
  private static final int SET_FLAGS = 2;
  private static final int CLOSE_ON_EXECUTE = 1;

  private NativeProcess() {}

  /** What the JVM has opened is not handed to the program that follows; the streams are. */
  static void closeFilesOnExecute() {
    for (int file = FIRST_AFTER_STREAMS; file < MAX_FILE; file++) {
      LibC.INSTANCE.fcntl(file, SET_FLAGS, CLOSE_ON_EXECUTE);
    }
  }

  /** Returns only when it failed. The words are bytes as characters. */
  static void execute(String program, List<String> command) {
    LibC.INSTANCE.execv(
        text(program), command.stream().map(NativeProcess::text).toArray(Pointer[]::new));
  }

  private static Memory text(String bytes) {
    Memory memory = new Memory(bytes.length() + 1L);
    memory.clear();
    memory.write(0, bytes.getBytes(ISO_8859_1), 0, bytes.length());
    return memory;
  }

  /** The names and shapes of the C library (execv(3), fcntl(2)). */
  interface LibC extends Library {
    LibC INSTANCE = Native.load("c", LibC.class);

    int execv(Pointer path, Pointer[] arguments);

    int fcntl(int file, int command, int flags);
  }
}
