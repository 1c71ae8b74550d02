package dev.cellroute.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.unit.TestContext;
import io.vertx.ext.unit.TestOptions;
import io.vertx.ext.unit.TestSuite;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Runs one test on an event loop of a fresh Vert.x and waits for it, with a limit. */
public final class EventLoop {

  private static final long LIMIT_MILLIS = 60_000;

  private EventLoop() {}

  public static void run(BiConsumer<Vertx, TestContext> test) {
    Vertx vertx = Vertx.vertx();
    try {
      Handler<TestContext> body = context -> test.accept(vertx, context);
      TestSuite.create("event loop")
          .test("test", body)
          .run(vertx, new TestOptions().setTimeout(LIMIT_MILLIS))
          .awaitSuccess(LIMIT_MILLIS + 1_000);
    } finally {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(10, TimeUnit.SECONDS)
          .join();
    }
  }
}
