package dev.cellroute.kernel.resident;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file in which a kernel's signal handler finds the number of the call it is to stop: eight
 * bytes, big-endian, 0 for none. A handler that finds its kernel busy with another call leaves that
 * one's number behind it, in the same way. It is open as long as the kernel lives, so that a
 * cleaner of temporary files does no harm. Every method blocks; used by one thread at a time.
 */
final class CancelFile {
  /** No call. */
  static final long NONE = 0;

  private final Path path;
  private final FileChannel channel;

  private CancelFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** A new file, which names no call. */
  static CancelFile create(Path path) throws IOException {
    FileChannel channel = FileChannel.open(
        path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    CancelFile file = new CancelFile(path, channel);
    file.name(NONE);
    return file;
  }

  Path path() {
    return path;
  }

  /** Names the call to stop, and forgets what the kernel said. */
  CancelFile name(long call) throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES).putLong(0, call);
    channel.write(number, 0);
    channel.truncate(Long.BYTES);
    return this;
  }

  /** The call that the kernel was busy with instead. */
  long holder() throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    return channel.read(number, Long.BYTES) == Long.BYTES ? number.getLong(0) : NONE;
  }

  CancelFile delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
    return this;
  }
}
