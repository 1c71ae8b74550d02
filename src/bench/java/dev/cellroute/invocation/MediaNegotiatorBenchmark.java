package dev.cellroute.invocation;

import dev.cellroute.output.MimeBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to choose the form of an answer. Public, as JMH demands. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MediaNegotiatorBenchmark {
  private final List<MimeBundle> figure = List.of(new MimeBundle(Map.of(
      "text/plain", "<Figure size 640x480>",
      "image/png", "iVBORw0KGgo=",
      "text/html", "<img>")));

  /** Of curl, of a program, and of a browser. */
  @Param({
    "*/*",
    "application/json, text/plain;q=0.5",
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
  })
  String accept = "";

  @Benchmark
  public Optional<?> choose() {
    return MediaNegotiator.choose(figure, Accept.of(accept));
  }
}
