package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.EventLoop;
import io.vertx.core.Future;
import io.vertx.ext.unit.Async;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileWatchTest {
  private final AtomicInteger reads = new AtomicInteger();

  @TempDir
  private Path directory;

  @Test
  void aReadThatFailsForAPassingReasonIsRepeatedWithoutAnotherChange() throws IOException {
    Path file = Files.writeString(directory.resolve("tokens"), "one");
    FileWatch<Integer> watch = new FileWatch<>("tokens", () -> List.of(file), this::readOnce);
    watch.read();
    Files.writeString(file, "another");

    EventLoop.run((vertx, context) -> {
      Async taken = context.async();
      watch.start(vertx, read -> {
        context.verify(ignored -> assertThat(read).isEqualTo(3));
        taken.complete();
        return Future.succeededFuture();
      });
    });
  }

  /** The second time the disk has other things to do. */
  private int readOnce() {
    int read = reads.incrementAndGet();
    if (read == 2) {
      throw new UncheckedIOException(new IOException("try later"));
    }
    return read;
  }
}
