package dev.cellroute.kernel;

import dev.cellroute.protocol.Channel;
import io.vertx.core.Context;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Carries messages from the connection's thread to the kernel's context. The connection is always
 * read, because a reader that waits makes kernels drop output; so what waits here is bounded
 * instead: beyond the bound output is dropped and the handler is told, while replies and states go
 * through.
 */
final class Inbox {
  private static final long MAX_WAITING = 256L * 1024 * 1024;
  private static final int OVERHEAD = 256;

  private final Context context;
  private final Handler handler;

  /**
   * Bytes handed over and not handled yet: raised by the connection's thread, lowered by the
   * context.
   */
  private final AtomicLong waiting = new AtomicLong();

  Inbox(Context context, Handler handler) {
    this.context = context;
    this.handler = handler;
  }

  void put(List<Received> batch) {
    if (waiting.get() > MAX_WAITING) {
      context.runOnContext(ignored -> handler.overflow());
      hand(batch.stream().filter(Inbox::isEssential).toList());
      return;
    }
    hand(batch);
  }

  private void hand(List<Received> batch) {
    long weight =
        batch.stream().mapToLong(each -> each.message().size() + OVERHEAD).sum();
    waiting.addAndGet(weight);
    context.runOnContext(ignored -> {
      waiting.addAndGet(-weight);
      batch.forEach(handler::handle);
    });
  }

  private static boolean isEssential(Received received) {
    return received.channel() != Channel.IOPUB
        || "status".equals(received.message().type());
  }

  /** Whose messages these are; called on the context. */
  interface Handler {
    void handle(Received received);

    void overflow();
  }
}
