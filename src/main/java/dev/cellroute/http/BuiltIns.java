package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.HttpConfig;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.invocation.Response;
import dev.cellroute.openapi.SwaggerWriter;
import dev.cellroute.openapi.SwaggerWriter.Section;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The resources of the gateway itself, under {@code /_api} (and {@code /public}): read only, never
 * a notebook's.
 */
final class BuiltIns implements Handler<RoutingContext> {
  private static final Set<Verb> READ_ONLY = Set.of(Verb.GET);

  private final String reserved;
  private final String open;
  private final Access access;
  private final Map<String, Function<Arrival, Future<Response>>> resources;
  private final Optional<StaticFiles> files;
  private final Unmatched unmatched;
  private final ResponseWriter writer;
  private final WatchedRoute watched;

  private BuiltIns(
      String base,
      Access access,
      Map<String, Function<Arrival, Future<Response>>> resources,
      Optional<StaticFiles> files,
      Unmatched unmatched,
      ResponseWriter writer,
      WatchedRoute watched) {
    this.reserved = base + "/_api/";
    this.open = base + "/public/";
    this.access = requireNonNull(access, "access");
    this.resources = Map.copyOf(resources);
    this.files = requireNonNull(files, "files");
    this.unmatched = requireNonNull(unmatched, "unmatched");
    this.writer = requireNonNull(writer, "writer");
    this.watched = requireNonNull(watched, "watched");
  }

  static BuiltIns of(
      Vertx vertx,
      HttpConfig config,
      List<Served> notebooks,
      Door door,
      Access access,
      Observers observers,
      Unmatched unmatched,
      ResponseWriter writer) {
    String base = Mount.join(config.basePath());
    Map<String, Function<Arrival, Future<Response>>> resources = new HashMap<>();
    fixed(base, config, notebooks, door)
        .forEach((path, resource) -> resources.put(path, now(resource)));
    resources.put(base + "/_api/metrics", arrival -> metrics(observers.metrics(), arrival));
    return new BuiltIns(
        base,
        access,
        resources,
        config.staticPath().map(root -> new StaticFiles(vertx, root)),
        unmatched,
        writer,
        WatchedRoute.of(observers.requests(), RouteName.BUILT_IN));
  }

  /** What probes may ask without a token. */
  static Set<String> probes(String basePath) {
    String base = Mount.join(basePath);
    return Set.of(base + "/_api/health/live", base + "/_api/health/ready");
  }

  private static Future<Response> metrics(MetricsPage metrics, Arrival arrival) {
    String accept = arrival.request().getHeader(HttpHeaders.ACCEPT);
    return metrics
        .page(accept == null ? "" : accept)
        .map(page -> Sandbox.around(Answers.of(200, page.type(), page.text())));
  }

  private static Map<String, Function<Arrival, Response>> fixed(
      String base, HttpConfig config, List<Served> notebooks, Door door) {
    Health health = new Health(notebooks, door);
    Response swagger = Answers.json(200, SwaggerWriter.write(base, sections(notebooks)));
    Map<String, Function<Arrival, Response>> resources = new HashMap<>();
    resources.put(base + "/_api/health/live", arrival -> health.live());
    resources.put(base + "/_api/health/ready", arrival -> health.ready());
    resources.put(base + "/_api/spec/swagger.json", arrival -> swagger);
    if (config.source()) {
      resources.put(base + "/_api/source", new SourceFile(notebooks)::answer);
    }
    return resources;
  }

  private static List<Section> sections(List<Served> notebooks) {
    return notebooks.stream()
        .map(notebook -> new Section(Mount.join(notebook.mount()), notebook.api()))
        .toList();
  }

  @Override
  public void handle(RoutingContext context) {
    Arrival arrival = Arrival.in(context);
    String path = arrival.path();
    if (path.startsWith(reserved)) {
      access.checkPage(context);
      answer(arrival.on(watched), Optional.ofNullable(resources.get(path)));
    } else if (files.isPresent() && path.startsWith(open)) {
      StaticFiles folder = files.get();
      answer(
          arrival.on(watched), Optional.of(asked -> folder.answer(path.substring(open.length()))));
    } else {
      context.next();
    }
  }

  private static Function<Arrival, Future<Response>> now(Function<Arrival, Response> resource) {
    return arrival -> Future.succeededFuture(Sandbox.around(resource.apply(arrival)));
  }

  private void answer(Arrival arrival, Optional<Function<Arrival, Future<Response>>> resource) {
    if (resource.isEmpty()) {
      writer.write(arrival, unmatched.answer(arrival, Set.of()));
    } else if (arrival.isGet() || arrival.isHead()) {
      resource
          .get()
          .apply(arrival)
          .onComplete(
              response -> writer.write(arrival, response),
              failure -> writer.writeFailure(arrival, failure));
    } else {
      writer.write(arrival, unmatched.answer(arrival, READ_ONLY));
    }
  }
}
