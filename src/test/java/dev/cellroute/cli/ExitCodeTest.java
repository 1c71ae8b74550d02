package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.net.BindException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "SEED_FAILED,1",
    "KERNEL_START_FAILED,1",
    "INVALID_INPUT,2",
    "NOT_FOUND,4",
    "UNAUTHORIZED,5",
    "FORBIDDEN,5",
    "NO_CAPACITY,6",
    "DEADLINE,7",
    "CANCELLED,130",
    "KERNEL_DIED,138",
  })
  void aFailureHasTheCodeOfTheContract(ErrorCode error, int code) {
    assertThat(ExitCode.of(new GatewayException(error, "x")).number()).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource
  void noFailureIsSuccess(ErrorCode error) {
    assertThat(ExitCode.of(error)).isNotEqualTo(ExitCode.OK);
  }

  @Test
  void onlyWhenNothingElseIsWrongAMissingFileIsNotFound() {
    Diagnostic missing = Diagnostic.error("not-found", "x", Location.file("a"));
    Diagnostic other = Diagnostic.error("bad-value", "x", Location.file("a"));

    assertThat(ExitCode.of(new InvalidInputException(List.of(missing))))
        .isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ExitCode.of(new InvalidInputException(List.of(missing, other))))
        .isEqualTo(ExitCode.USAGE);
    assertThat(ExitCode.of(new InvalidInputException(List.of()))).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aTakenPortIsBusyAndAnythingUnexpectedIsOne() {
    assertThat(ExitCode.of(new BindException("Address already in use"))).isEqualTo(ExitCode.BUSY);
    assertThat(ExitCode.of(new BindException("Cannot assign"))).isEqualTo(ExitCode.USAGE);
    assertThat(ExitCode.of(new IllegalStateException()).number()).isEqualTo(1);
  }
}
