package dev.cellroute.invocation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to write {@code REQUEST}. Public, as JMH demands. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestDocumentBenchmark {
  private static final int LARGE = 1024 * 1024;

  private final Invocation query = invocation("GET", measurements(), Body.Text.EMPTY);
  private final Invocation json = invocation("POST", Map.of(), Body.json("{\"length\": 5.1}"));
  private final Invocation largeJson =
      invocation("POST", Map.of(), Body.json("\"" + "x".repeat(LARGE) + "\""));
  private final Invocation largeText =
      invocation("POST", Map.of(), new Body.Text("ü\"x\n".repeat(LARGE / 4)));

  @Benchmark
  public String query() {
    return RequestDocument.of(query);
  }

  @Benchmark
  public String json() {
    return RequestDocument.of(json);
  }

  @Benchmark
  public String largeJson() {
    return RequestDocument.of(largeJson);
  }

  @Benchmark
  public String largeText() {
    return RequestDocument.of(largeText);
  }

  private static Map<String, List<String>> measurements() {
    Map<String, List<String>> query = new LinkedHashMap<>();
    query.put("sepalLength", List.of("5.8"));
    query.put("sepalWidth", List.of("4.0"));
    query.put("petalLength", List.of("1.2"));
    query.put("petalWidth", List.of("0.2"));
    return query;
  }

  private static Invocation invocation(String method, Map<String, List<String>> query, Body body) {
    return new Invocation(
        Examples.PLAIN,
        "5e0c1f7c9a5b4a0f",
        method,
        "http://127.0.0.1:8888/iris",
        List.of(
            new Header("Host", "127.0.0.1:8888"),
            new Header("User-Agent", "curl/8.5.0"),
            new Header("Accept", "*/*")),
        query,
        Map.of(),
        body,
        "*/*",
        Duration.ofSeconds(60));
  }
}
