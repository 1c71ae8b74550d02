package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A group of the catalogue whose rows are done to gateways of their own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WorkplaceSuite {
  abstract List<Fault<Workplace>> rows();

  Stream<Fault<Workplace>> faults() {
    return rows().stream().filter(Fault::isOfThisRun);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  @Timeout(180)
  void holds(Fault<Workplace> fault) throws Exception {
    fault.skipIfKnown(LanePreference.AUTO);
    try (Workplace place = Workplace.make()) {
      fault.expectation().check(fault.attack().on(place));
      place.nothingIsLeft();
      assertThat(place.folder().resolve("canary")).doesNotExist();
    }
  }
}
