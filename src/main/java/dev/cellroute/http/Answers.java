package dev.cellroute.http;

import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import dev.cellroute.invocation.Response.Timing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Answers that no kernel gave. */
final class Answers {
  private Answers() {}

  static Response json(int status, JsonObject json) {
    return of(status, "application/json", json.toBuffer());
  }

  static Response of(int status, String type, Buffer body) {
    return new Response(status, List.of(new Header("Content-Type", type)), body, Timing.NONE);
  }

  static Response empty(int status) {
    return new Response(status, List.of(), Buffer.buffer(), Timing.NONE);
  }

  static Response with(Response response, Timing timing) {
    return new Response(response.status(), response.headers(), response.body(), timing);
  }

  static Response with(Response response, String name, String value) {
    List<Header> headers = new ArrayList<>(response.headers());
    headers.add(new Header(name, value));
    return new Response(response.status(), headers, response.body(), response.timing());
  }
}
