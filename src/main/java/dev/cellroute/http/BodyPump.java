package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/**
 * Sends a body as fast as the client takes it. A large one goes out in slices, because the
 * transport copies what it is given before it writes: whole, a body would be in memory twice for as
 * long as the slowest client reads.
 */
final class BodyPump {
  private static final int SLICE = 256 * 1024;

  private final Buffer body;
  private final HttpServerResponse out;
  private final Runnable progress;
  private final Promise<Void> sent = Promise.promise();
  private int position;

  private BodyPump(Buffer body, HttpServerResponse out, Runnable progress) {
    this.body = requireNonNull(body, "body");
    this.out = requireNonNull(out, "out");
    this.progress = requireNonNull(progress, "progress");
  }

  /**
   * Writes and ends; the Content-Length has been set. Fails when the client leaves;
   * {@code progress} runs each time it has taken something.
   */
  static Future<Void> send(Buffer body, HttpServerResponse out, Runnable progress) {
    return body.length() <= SLICE ? out.end(body) : new BodyPump(body, out, progress).start();
  }

  private Future<Void> start() {
    out.exceptionHandler(sent::tryFail);
    out.closeHandler(closed -> left());
    out.drainHandler(drained -> {
      progress.run();
      pump();
    });
    pump();
    return sent.future();
  }

  /** A stream of HTTP/2 closes with its last byte, too. */
  private void left() {
    if (!out.ended()) {
      sent.tryFail("the client left");
    }
  }

  private void pump() {
    while (body.length() - position > SLICE) {
      if (out.closed() || out.writeQueueFull()) {
        return;
      }
      out.write(body.slice(position, position + SLICE)).onFailure(sent::tryFail);
      position += SLICE;
    }
    if (!out.ended()) {
      out.end(body.slice(position, body.length())).onComplete(done -> {
        if (done.succeeded()) {
          sent.tryComplete();
        } else {
          sent.tryFail(done.cause());
        }
      });
    }
  }
}
