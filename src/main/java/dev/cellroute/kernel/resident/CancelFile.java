package dev.cellroute.kernel.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The file in which a kernel's signal handler finds the number of the call it is to stop: eight
 * bytes, big-endian, 0 for none. A handler that finds its kernel busy with another call leaves that
 * one's number behind it, in the same way. Both ends open it anew each time, and this one makes it
 * again, so that a cleaner of temporary files does no harm. Every method blocks; used by one thread
 * at a time.
 */
final class CancelFile {
  /** No call. */
  static final long NONE = 0;

  private final Supplier<Path> directory;
  private final Path path;

  private CancelFile(Supplier<Path> directory, Path path) {
    this.directory = directory;
    this.path = path;
  }

  /** One that names no call, in a directory that is made, or made again, when it is asked for. */
  static CancelFile create(Supplier<Path> directory, String name) throws IOException {
    return new CancelFile(directory, directory.get().resolve(name)).name(NONE);
  }

  Path path() {
    return path;
  }

  /** Names the call to stop, and forgets what the kernel said. */
  CancelFile name(long call) throws IOException {
    Path file = directory.get().resolve(path.getFileName());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(Long.BYTES).putLong(0, call), 0);
      channel.truncate(Long.BYTES);
    }
    return this;
  }

  /** The call that the kernel was busy with instead. */
  long holder() throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.read(number, Long.BYTES) == Long.BYTES ? number.getLong(0) : NONE;
    }
  }

  CancelFile delete() throws IOException {
    Files.deleteIfExists(path);
    return this;
  }
}
