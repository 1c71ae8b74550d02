package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A group of the catalogue: its rows, one after the other, against one gateway for each lane. A
 * gateway that failed a row is replaced, so that the next row does not pay for it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FaultSuite {
  private Optional<Open> open = Optional.empty();

  private record Open(LanePreference lane, Site site) {}

  /** A row on a lane. */
  record Case(LanePreference lane, Fault<Site> fault) {
    @Override
    public String toString() {
      return lane == LanePreference.AUTO ? fault.toString() : fault + " · " + lane;
    }
  }

  /** The rows, in the order of the catalogue. */
  abstract List<Fault<Site>> rows();

  /** What is attacked. */
  abstract Plan plan();

  /** The ways into the kernels on which the rows are run. */
  List<LanePreference> lanes() {
    return List.of(LanePreference.AUTO);
  }

  Stream<Case> cases() {
    return lanes().stream()
        .flatMap(
            lane -> rows().stream().filter(Fault::isOfThisRun).map(fault -> new Case(lane, fault)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @Timeout(180)
  void holds(Case row) throws Exception {
    row.fault().skipIfKnown(row.lane());
    Site site = siteOf(row.lane());
    try {
      row.fault().expectation().check(row.fault().attack().on(site));
      site.oracles().ask();
    } catch (AssertionError | Exception failure) {
      closeQuietly();
      throw failure;
    }
  }

  private Site siteOf(LanePreference lane) throws IOException {
    if (open.filter(each -> each.lane() == lane).isEmpty()) {
      closeAfterUse();
      open = Optional.of(new Open(lane, Site.open(plan().on(lane))));
    }
    return open.orElseThrow().site();
  }

  @AfterAll
  void closeAfterUse() {
    Optional<Open> last = open;
    open = Optional.empty();
    last.ifPresent(each -> {
      try (Site site = each.site()) {
        site.oracles().askAtTheEnd();
      }
      Eventually.holds(
          Duration.ofSeconds(5),
          () -> assertThat(each.site().processes()).as("left behind").isEmpty());
    });
  }

  private void closeQuietly() {
    open.ifPresent(each -> each.site().close());
    open = Optional.empty();
  }
}
