package dev.cellroute.protocol;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to sign and write a message, and to check and read one. Signatures are accepted
 * once, so more messages take turns than the codec remembers. Public, as JMH demands.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WireCodecBenchmark {
  private static final String KEY = "5e0c1f7c-9a5b4a0f";
  private static final int MORE_THAN_REMEMBERED = 5000;

  private final WireCodec sender = new WireCodec(KEY);
  private final WireCodec receiver = new WireCodec(KEY);
  private final Session session = Session.random();
  private final Message request = request();
  private final List<List<byte[]>> received = IntStream.range(0, MORE_THAN_REMEMBERED)
      .mapToObj(ignored -> sender.encode(request()))
      .toList();
  private int next;

  @Benchmark
  public List<byte[]> encode() {
    return sender.encode(request);
  }

  @Benchmark
  public Message decode() throws ProtocolException {
    next = (next + 1) % MORE_THAN_REMEMBERED;
    return receiver.decode(received.get(next));
  }

  private Message request() {
    JsonObject content = new JsonObject()
        .put("code", "REQUEST = '{}'\n" + "print(classify(by_flower, numbers(query)))\n".repeat(8))
        .put("silent", true)
        .put("store_history", false)
        .put("user_expressions", new JsonObject())
        .put("allow_stdin", false)
        .put("stop_on_error", false);
    return session.request("execute_request", content);
  }
}
