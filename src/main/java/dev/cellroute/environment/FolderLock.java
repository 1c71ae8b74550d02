package dev.cellroute.environment;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The right to make one environment, between all processes of this machine and all threads of this
 * one. It is a lock on a file beside the folder, so that it ends with the process that holds it,
 * however that ends. Waiting blocks.
 */
final class FolderLock implements AutoCloseable {
  /**
   * A lock of another process cannot be waited for with a limit, so it is asked for again and
   * again.
   */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  static FolderLock take(Path file, Duration patience, Progress progress) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      await(channel, patience, progress);
      return new FolderLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void await(FileChannel channel, Duration patience, Progress progress)
      throws IOException {
    long begin = System.nanoTime();
    if (tryLock(channel).isPresent()) {
      return;
    }
    progress.announce("waiting for another start to finish making it");
    while (tryLock(channel).isEmpty()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (waited.compareTo(patience) >= 0 || Thread.currentThread().isInterrupted()) {
        throw new GatewayException(
            ErrorCode.KERNEL_START_FAILED,
            "another start has been making the Python environment for " + waited.toSeconds()
                + "s; see the key environment.timeout");
      }
      progress.tick(waited);
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException ignored) {
      // Another thread of this process has it: the same as another process.
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
