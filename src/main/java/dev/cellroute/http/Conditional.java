package dev.cellroute.http;

import dev.cellroute.invocation.Header;
import dev.cellroute.invocation.Response;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditional requests (RFC 9110, section 13): a 200 to GET or HEAD gets an entity tag unless the
 * notebook gave one, and becomes a 304 when the client has that very answer. Pure.
 */
final class Conditional {
  // What a 304 repeats; the rest describes a body that is not sent.
  private static final Set<String> OF_BODY =
      Set.of("content-type", "content-encoding", "content-language", "last-modified");

  private Conditional() {}

  static Response apply(String method, @Nullable String ifNoneMatch, Response response) {
    if (response.status() != 200 || !("GET".equals(method) || "HEAD".equals(method))) {
      return response;
    }
    String given = given(response);
    String tag = given.isEmpty() ? EntityTag.of(response.body()) : given;
    Response tagged = given.isEmpty() ? Answers.with(response, "ETag", tag) : response;
    return ifNoneMatch != null && EntityTag.matches(ifNoneMatch, tag)
        ? notModified(tagged)
        : tagged;
  }

  private static String given(Response response) {
    for (Header header : response.headers()) {
      if (header.name().equalsIgnoreCase("ETag")) {
        return header.value();
      }
    }
    return "";
  }

  private static Response notModified(Response response) {
    List<Header> kept = response.headers().stream()
        .filter(header -> !OF_BODY.contains(header.name().toLowerCase(Locale.ROOT)))
        .toList();
    return new Response(304, kept, Buffer.buffer(), response.timing());
  }
}
