package dev.cellroute.endpoint;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to look at the first line of a cell. Public, as JMH demands. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AnnotationBenchmark {
  private final AnnotationParser parser = new AnnotationParser(CommentSyntax.DEFAULT);

  @Param({
    "# GET /iris/:id  Classify one flower",
    "# ResponseInfo GET /iris/:id",
    "# The flowers that were measured",
    "import json"
  })
  String line = "";

  @Benchmark
  public Optional<?> parse() {
    return parser.parse(line);
  }
}
