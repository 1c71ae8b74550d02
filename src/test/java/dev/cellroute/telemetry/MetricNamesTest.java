package dev.cellroute.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.http.Observers;
import dev.cellroute.http.RequestEnd;
import dev.cellroute.http.RouteName;
import dev.cellroute.http.Trace;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.notebook.Cell;
import dev.cellroute.pool.PoolSnapshot;
import dev.cellroute.testing.Document;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The page, the dashboard and the alert rules name only metrics that there are. */
final class MetricNamesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RouteName ROUTE = new RouteName("n.ipynb", "/x");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^(cellroute_\\w+)(?:\\{(.*)})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  private static final Pattern NAMED = Pattern.compile("\\b(?:cellroute|jvm|process|system)_\\w+");

  // Not where it is declared: other threads could not run this class before it is initialized.
  private static String text = "";

  @BeforeAll
  static void measure() throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    text = scrape(vertx);
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void thePageListsEveryMetricWithItsKindAndLabels() {
    Map<String, List<String>> listed = Document.page("operations").table("metric").stream()
        .collect(Collectors.toMap(
            row -> row.get(0).replace("`", ""), row -> List.of(row.get(1), row.get(2))));

    Map<String, List<String>> there = types().entrySet().stream()
        .filter(type -> type.getKey().startsWith("cellroute_"))
        .collect(Collectors.toMap(
            Map.Entry::getKey, type -> List.of(type.getValue(), labels(type.getKey()))));

    assertThat(listed).isEqualTo(there);
  }

  @Test
  void theDashboardAsksForWhatThereIs() throws IOException {
    JsonObject dashboard = new JsonObject(Files.readString(Path.of("conf/grafana-dashboard.json")));
    JsonArray panels = dashboard.getJsonArray("panels");
    String queries = Stream.iterate(0, each -> each + 1)
        .limit(panels.size())
        .map(panels::getJsonObject)
        .map(panel -> panel.getJsonArray("targets").encode())
        .collect(Collectors.joining("\n"));

    assertThat(panels).isNotEmpty();
    assertThat(named(queries)).isNotEmpty().isSubsetOf(series());
    assertThat(named(dashboard.encode())).isSubsetOf(series());
  }

  @Test
  void theAlertRulesAskForWhatThereIs() throws IOException {
    String rules = Files.readString(Path.of("conf/alerts.yaml"));

    assertThat(named(rules)).isNotEmpty().isSubsetOf(series());
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(rules))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("groups");
  }

  private static Set<String> named(String text) {
    return NAMED.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Map<String, String> types() {
    return TYPE.matcher(text)
        .results()
        .collect(Collectors.toMap(type -> type.group(1), type -> type.group(2)));
  }

  /** What a query may ask for: a histogram is three series. */
  private static Set<String> series() {
    Set<String> names = new TreeSet<>(types().keySet());
    types()
        .keySet()
        .forEach(
            name -> Stream.of("_bucket", "_sum", "_count").forEach(part -> names.add(name + part)));
    return names;
  }

  private static String labels(String metric) {
    Set<String> labels = new TreeSet<>();
    SAMPLE
        .matcher(text)
        .results()
        .filter(sample -> isOf(sample.group(1), metric))
        .forEach(sample -> LABEL
            .matcher(sample.group(2) == null ? "" : sample.group(2))
            .results()
            .forEach(label -> labels.add(label.group(1))));
    labels.remove("le");
    return labels.isEmpty() ? "–" : "`" + String.join("`, `", labels) + "`";
  }

  private static boolean isOf(String sample, String metric) {
    return sample.equals(metric) || sample.equals(metric + "_count");
  }

  /** Of a gateway to which everything has happened once. */
  private static String scrape(Vertx vertx) {
    Telemetry telemetry = Telemetry.open(vertx, Map.of(), () -> 1);
    PoolView pool = new PoolView("n.ipynb", "/", new PoolSnapshot(1, 1, 0, 0, 0, 0, ""));
    Observers observers = telemetry.observers(() -> List.of(pool));
    observers.requests().route(ROUTE).ended(end());
    observers.certificate().used(Instant.EPOCH);
    telemetry.batches(endpoint -> ROUTE).batched(endpoint(), 2);
    telemetry.kernels().started("n.ipynb", Duration.ofSeconds(1));
    telemetry.kernels().gone("n.ipynb", "died");
    telemetry.kernels().reloaded("n.ipynb", "swapped");
    // The figures of the collector are there when the first collection has been told of.
    System.gc();
    long end = System.nanoTime() + PATIENCE.toNanos();
    String scraped = page(observers);
    while (!scraped.contains("jvm_gc_pause_seconds") && System.nanoTime() < end) {
      scraped = page(observers);
    }
    telemetry.close().toCompletionStage().toCompletableFuture().join();
    return scraped;
  }

  private static String page(Observers observers) {
    return observers
        .metrics()
        .page("")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .text()
        .toString();
  }

  private static RequestEnd end() {
    Timing timing = new Timing(1, 2);
    return new RequestEnd("id", "GET", "/x", ROUTE, 200, 10, timing, 4, Trace.NONE);
  }

  private static Endpoint endpoint() {
    Cell cell = new Cell(1, Cell.Type.CODE, "# GET /x", List.of());
    return new Endpoint(Verb.GET, PathTemplate.parse("/x"), "", List.of(cell), List.of());
  }
}
