package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many callers and more kernels than the machine has cores, with real Python kernels. */
final class ManyKernelsIT {
  private static final int KERNELS = Runtime.getRuntime().availableProcessors() + 1;
  private static final int CALLERS = 12;
  private static final int CALLS = 40;
  private static final int KILLS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final List<String> CELLS =
      List.of("""
      import json, os, time
      def number():
          return json.loads(REQUEST)["args"]["n"][0]""", """
      # GET /count  Says its number, and notes that it has begun
      with open("begun", "a") as file:
          file.write(number() + "\\n")
      print(number(), end="")""", """
      # GET /work
      time.sleep(0.002)
      print(os.getpid(), end="")""", "# GET /kill\nos.kill(os.getpid(), 9)\ntime.sleep(60)");

  @TempDir
  private static Path directory;

  private static LiveGateway gateway;

  @BeforeAll
  static void serve() throws IOException {
    PythonNotebook.write(directory.resolve("many.ipynb"), CELLS);
    Map<String, String> settings = Map.of("lane", "resident", "notebooks[].kernels", "" + KERNELS);
    gateway = LiveGateway.serve(directory, settings, TIMEOUT);
  }

  /** Who was killed by the test before is replaced by now. */
  @BeforeEach
  void awaitAllKernels() {
    Eventually.holds(TIMEOUT, () -> assertThat(gateway.pool().idle()).isEqualTo(KERNELS));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void everyKernelHasItsShare() {
    List<String> kernels = join(callers(caller -> series(number -> "/work?n=" + number)));
    Map<String, Long> shares =
        kernels.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    assertThat(shares).hasSize(KERNELS);
    assertThat(shares.values())
        .allSatisfy(share -> assertThat(share).isGreaterThan(CALLERS * CALLS / KERNELS / 4));
  }

  @Test
  void noCallerFallsFarBehindTheOthers() {
    AtomicIntegerArray answered = new AtomicIntegerArray(CALLERS);
    CompletableFuture<Integer> slowest = new CompletableFuture<>();
    join(callers(caller -> series(number -> "/work?n=" + answered.getAndIncrement(caller))
        .whenComplete((ignored, failure) -> slowest.complete(least(answered)))));

    assertThat(slowest.join()).isGreaterThan(CALLS / 2);
  }

  /** A call that was sent ahead to the kernel that ends is run by another one. */
  @Test
  void onlyTheCallThatEndsItsKernelFailsAndNoOtherRunsTwice() throws IOException {
    CompletableFuture<List<HttpResponse<String>>> killers = killers();
    List<CompletableFuture<List<String>>> callers =
        callers(caller -> series(number -> "/count?n=" + (caller * CALLS + number)));
    List<String> expected =
        IntStream.range(0, CALLERS * CALLS).mapToObj(Integer::toString).toList();

    assertThat(join(callers)).isEqualTo(expected);
    assertThat(killers.join()).allSatisfy(ManyKernelsIT::assertKilled).hasSize(KILLS);
    assertThat(Files.readAllLines(directory.resolve("begun")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertKilled(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("kernel_died");
  }

  /** One kernel after the other. */
  private static CompletableFuture<List<HttpResponse<String>>> killers() {
    return after(KILLS, number -> gateway.later("/kill"));
  }

  private static List<CompletableFuture<List<String>>> callers(
      Function<Integer, CompletableFuture<List<String>>> caller) {
    return IntStream.range(0, CALLERS).boxed().map(caller).toList();
  }

  /** What one caller is answered, who calls again when he has been answered. */
  private static CompletableFuture<List<String>> series(Function<Integer, String> path) {
    return after(CALLS, number -> gateway.later(path.apply(number)).thenApply(ManyKernelsIT::body));
  }

  private static String body(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** One step after the other. */
  private static <T> CompletableFuture<List<T>> after(
      int steps, Function<Integer, CompletableFuture<T>> step) {
    CompletableFuture<List<T>> all = CompletableFuture.completedFuture(List.of());
    for (int number = 0; number < steps; number++) {
      int next = number;
      all = all.thenCompose(before -> step.apply(next).thenApply(one -> plus(before, one)));
    }
    return all;
  }

  private static <T> List<T> plus(List<T> list, T one) {
    return Stream.concat(list.stream(), Stream.of(one)).toList();
  }

  private static List<String> join(List<CompletableFuture<List<String>>> callers) {
    return callers.stream().flatMap(caller -> caller.join().stream()).toList();
  }

  private static int least(AtomicIntegerArray counts) {
    return Collections.min(IntStream.range(0, CALLERS).mapToObj(counts::get).toList());
  }
}
