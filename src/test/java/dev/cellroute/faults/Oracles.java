package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Seen.Answer;
import dev.cellroute.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What must hold after every fault. The next good request is answered with its own unique number
 * and logged once; the trap is not sprung; kernels, their children, descriptors and threads are
 * back; every log line is JSON and holds no secret; and, at the end, the heap is back as well.
 */
final class Oracles {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PROBE_MILLIS = 1_000;

  // The catalogue allows 2 %. Of so small a heap that is less than what classes hold that are
  // loaded when a row first needs them.
  private static final int MORE_DESCRIPTORS = 2;
  private static final int MORE_THREADS = 1;
  private static final long MORE_HEAP = 2L * 1024 * 1024;

  private static final Pattern PATH_OF_CODE = Pattern.compile("\\(\\w+\\.java:\\d+\\)");

  private final Site site;
  private int descriptors;
  private int threads;
  private long heap;

  Oracles(Site site) {
    this.site = site;
  }

  /** Looks at the gateway before it is attacked. */
  void begin() throws IOException {
    nextRequestIsGood();
    descriptors = site.census().descriptors();
    threads = site.census().threads();
    heap = heapAfterCollection();
  }

  /** After each row. */
  void ask() {
    Eventually.holds(site.plan().expected().recovery(), this::nextRequestIsGood);
    probesAreQuick();
    nothingUnwantedRan();
    Eventually.holds(PATIENCE, this::nothingIsLeft);
    logIsClean();
  }

  /** After the last row. */
  void askAtTheEnd() {
    Eventually.holds(
        PATIENCE,
        () -> assertThat(heapAfterCollection()).as("heap after GC").isLessThan(heap + MORE_HEAP));
  }

  void nextRequestIsGood() throws IOException {
    String number = Wire.unique();
    String id = "oracle-" + number;
    List<String> headers = new ArrayList<>(site.plan().expected().headers());
    headers.add("X-Request-Id: " + id);
    Answer answer = site.get("/echo/" + number, headers.toArray(String[]::new)).only();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.body()).as("unique number").isEqualTo(number);
    assertThat(answer.header("x-request-id")).contains(id);
    Eventually.holds(PATIENCE, () -> assertThat(accessLinesOf(id)).isEqualTo(1));
  }

  /** No other client is connected, as far as descriptors tell. */
  void isAlone() {
    assertThat(site.census().descriptors()).isLessThanOrEqualTo(descriptors + 1);
  }

  private long accessLinesOf(String id) {
    return site.log().lines().stream()
        .filter(line -> line.contains(id) && line.contains("\"logger\":\"access\""))
        .count();
  }

  private void probesAreQuick() {
    Eventually.holds(PATIENCE, () -> {
      Seen live = site.get("/_api/health/live");
      assertThat(live.only().status()).isEqualTo(200);
      assertThat(live.took()).isLessThan(Duration.ofMillis(PROBE_MILLIS));
    });
  }

  private void nothingUnwantedRan() {
    assertThat(site.folder().resolve("canary")).as("canary").doesNotExist();
  }

  private void nothingIsLeft() {
    Census census = site.census();
    assertThat(census.processes())
        .as("kernels and their children")
        .hasSize(site.plan().expected().kernels());
    assertThat(census.descriptors())
        .as("descriptors")
        .isLessThanOrEqualTo(descriptors + MORE_DESCRIPTORS);
    assertThat(census.threads()).as("threads").isLessThanOrEqualTo(threads + MORE_THREADS);
  }

  private void logIsClean() {
    for (String line : site.log().lines()) {
      assertThat(new JsonObject(line).getString("message")).as(line).isNotNull();
      site.plan().expected().secrets().forEach(secret -> assertThat(line).doesNotContain(secret));
      assertThat(PATH_OF_CODE.matcher(line).find())
          .as("a stack trace: %s", line)
          .isFalse();
    }
    site.log().forget();
  }

  private static long heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
