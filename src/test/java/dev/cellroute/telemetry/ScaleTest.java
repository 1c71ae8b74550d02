package dev.cellroute.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaleTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "500000, 0", "500001, 1", "60000000000, 15", "60000000001, 16"})
  void aBoundBelongsToItsBucket(long nanos, int bucket) {
    assertThat(Scale.REQUEST.bucket(nanos)).isEqualTo(bucket);
  }

  @Test
  void aHistogramCountsAndAddsInSeconds() {
    Histogram histogram = new Histogram(Scale.REQUEST);
    histogram.observe(400_000);
    histogram.observe(2_000_000_000);
    histogram.observe(-1);

    HistogramDataPointSnapshot snapshot = histogram.snapshot(Labels.EMPTY);

    assertThat(snapshot.getCount()).isEqualTo(3);
    assertThat(snapshot.getSum()).isEqualTo(2.0004);
    assertThat(snapshot.getClassicBuckets().getUpperBound(0)).isEqualTo(0.0005);
    assertThat(snapshot.getClassicBuckets().getCount(0)).isEqualTo(2);
  }

  @Test
  void callersAreCountedAsTheyAre() {
    Histogram histogram = new Histogram(Scale.CALLERS);
    histogram.observe(3);

    assertThat(histogram.snapshot(Labels.EMPTY).getSum()).isEqualTo(3);
  }
}
