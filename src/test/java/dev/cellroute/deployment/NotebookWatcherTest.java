package dev.cellroute.deployment;

import dev.cellroute.config.ConfigLoader;
import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.testing.EventLoop;
import io.vertx.ext.unit.Async;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotebookWatcherTest {
  @TempDir
  private Path directory;

  @Test
  void aReloadThatThrowsDoesNotEndTheWatch() {
    NotebookConfig notebook = write("# GET /first");
    GatewayConfig config = ConfigLoader.load(Optional.empty(), Map.of(), Map.of(), directory)
        .withNotebooks(List.of(notebook));
    EventLoop.run((vertx, context) -> {
      Async seenAgain = context.async(2);
      NotebookWatcher watcher = new NotebookWatcher(vertx, config, () -> config, order -> {
        seenAgain.countDown();
        write("# GET /third");
        throw new IllegalStateException("a bug");
      });
      watcher.takeNote().onComplete(context.asyncAssertSuccess(noted -> {
        watcher.watch();
        write("# GET /second");
      }));
    });
  }

  private NotebookConfig write(String cell) {
    return Notebooks.write(directory, "n.ipynb", "python3", cell);
  }
}
