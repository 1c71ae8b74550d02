package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Verb;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response;
import dev.cellroute.security.CorsPolicy;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The end of the road for what no endpoint took: OPTIONS and preflights of a known path get 204,
 * other methods of a known path 405, both with {@code Allow}; an unknown path is 404. No kernel is
 * touched.
 */
final class Unmatched implements Handler<RoutingContext> {
  private final List<Mount> mounts;
  private final CorsPolicy cors;
  private final Failures failures;
  private final ResponseWriter writer;

  Unmatched(List<Mount> mounts, CorsPolicy cors, Failures failures, ResponseWriter writer) {
    this.mounts = List.copyOf(mounts);
    this.cors = requireNonNull(cors, "cors");
    this.failures = requireNonNull(failures, "failures");
    this.writer = requireNonNull(writer, "writer");
  }

  @Override
  public void handle(RoutingContext context) {
    Arrival arrival = Arrival.in(context);
    writer.write(arrival, answer(arrival, verbs(arrival.path())));
  }

  private Set<Verb> verbs(String path) {
    EnumSet<Verb> verbs = EnumSet.noneOf(Verb.class);
    mounts.forEach(mount -> verbs.addAll(mount.verbs(path)));
    return verbs;
  }

  Response answer(Arrival arrival, Set<Verb> verbs) {
    if (verbs.isEmpty()) {
      return failures.answer(
          arrival, new GatewayException(ErrorCode.NOT_FOUND, "nothing is served at this path"));
    }
    String allow = Allowed.header(verbs);
    if (arrival.isOptions()) {
      return options(arrival.request(), allow);
    }
    Response refused = failures.answer(
        arrival,
        new GatewayException(
            ErrorCode.METHOD_NOT_ALLOWED, "this path answers %s only".formatted(allow)));
    return Answers.with(refused, "Allow", allow);
  }

  private Response options(HttpServerRequest request, String allow) {
    Response response = Answers.with(Answers.empty(204), "Allow", allow);
    String method = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    if (method == null) {
      return response;
    }
    Map<String, String> headers = cors.preflight(
        Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)),
        allow,
        Optional.ofNullable(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      response = Answers.with(response, header.getKey(), header.getValue());
    }
    return response;
  }
}
