package dev.cellroute.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** What {@code GET /_api/metrics} answers. Asked on the server's event loop. */
@FunctionalInterface
public interface MetricsPage {
  /** An empty one. */
  MetricsPage NONE = accept -> Future.succeededFuture(new Page("text/plain", Buffer.buffer()));

  /** The figures of this moment in a format that {@code accept}, an Accept header, allows. */
  Future<Page> page(String accept);

  /** A text with its content type. */
  record Page(String type, Buffer text) {}
}
