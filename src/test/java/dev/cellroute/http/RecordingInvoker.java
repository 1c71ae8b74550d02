package dev.cellroute.http;

import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Invocation;
import dev.cellroute.invocation.Invoker;
import dev.cellroute.invocation.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An invoker without kernels: keeps what it was asked and answers what the test says. Any thread.
 */
final class RecordingInvoker implements Invoker {
  final List<Invocation> invocations = new CopyOnWriteArrayList<>();
  final AtomicInteger cancelled = new AtomicInteger();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore cancels = new Semaphore(0);
  private final Function<Invocation, Future<Response>> answer;
  private Supplier<Future<Void>> ended = Future::succeededFuture;

  RecordingInvoker(Function<Invocation, Future<Response>> answer) {
    this.answer = answer;
  }

  /** Its cells run until then, whenever they answer. Said before the first call. */
  RecordingInvoker runningUntil(Future<Void> ended) {
    this.ended = () -> ended;
    return this;
  }

  /** Its calls throw when they are asked for their end. Said before the first call. */
  RecordingInvoker withoutEnd() {
    ended = () -> {
      throw new IllegalStateException("no end");
    };
    return this;
  }

  /** Answers the endpoint's own verb and path as text. */
  static RecordingInvoker naming() {
    return answering(each -> text(each.endpoint().verb() + " " + each.endpoint().path() + "\n"));
  }

  static RecordingInvoker answering(Function<Invocation, Response> answer) {
    return new RecordingInvoker(invocation -> Future.succeededFuture(answer.apply(invocation)));
  }

  static RecordingInvoker failing(RuntimeException failure) {
    return new RecordingInvoker(invocation -> Future.failedFuture(failure));
  }

  static Response text(String text) {
    return new Response(
        200,
        List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
        Buffer.buffer(text),
        new Response.Timing(1_000_000, 2_345_678));
  }

  @Override
  public Call invoke(Invocation invocation) {
    invocations.add(invocation);
    begun.release();
    Future<Response> response = answer.apply(invocation);
    return new Call() {
      @Override
      public Future<Response> response() {
        return response;
      }

      @Override
      public Future<Void> ended() {
        return ended.get();
      }

      @Override
      public void cancel() {
        cancelled.incrementAndGet();
        cancels.release();
      }
    };
  }

  /** Waits for the next call. */
  void awaitCall() throws InterruptedException {
    await(begun, "call");
  }

  /** Waits for the next call that is cancelled. */
  void awaitCancel() throws InterruptedException {
    await(cancels, "cancel");
  }

  private static void await(Semaphore events, String event) throws InterruptedException {
    if (!events.tryAcquire(1, 10, TimeUnit.SECONDS)) {
      throw new AssertionError("no " + event + " within 10s");
    }
  }

  Invocation only() {
    if (invocations.size() != 1) {
      throw new AssertionError("invocations: " + invocations.size() + " (expected: 1)");
    }
    return invocations.get(0);
  }
}
