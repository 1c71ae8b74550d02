package dev.cellroute.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.KernelEncryption;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import dev.cellroute.testing.HeardLines;
import dev.cellroute.testing.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CipherTest {
  @ParameterizedTest
  @CsvSource({
    "AUTO,     CURVE, true,  false",
    "AUTO,     NONE,  false, false",
    "REQUIRED, CURVE, true,  false",
    "REQUIRED, NONE,  false, true",
    "OFF,      CURVE, false, false",
    "OFF,      NONE,  false, false"
  })
  void whatIsWantedAndWhatCanBeDoneDecide(
      KernelEncryption wanted, Encryption able, boolean used, boolean refused) {
    Cipher cipher = new Cipher(wanted);

    assertThat(cipher.isUsedBy(bash(able))).isEqualTo(used);
    assertThat(cipher.refusal(bash(able), "n.ipynb").isPresent()).isEqualTo(refused);
  }

  @Test
  void theRefusalNamesTheKernelWhatIsMissingAndWhatToDo() {
    Cipher required = new Cipher(KernelEncryption.REQUIRED);
    Diagnostic expected = Diagnostic.error(
            "kernel-not-encrypted",
            "kernel 'bash' does not encrypt its messages: no \"curve\" in"
                + " metadata.supported_encryption of its kernel.json",
            Location.file("n.ipynb"))
        .withHelp("use a kernel that does, such as ipykernel 7.3 or newer, or set"
            + " kernel.encryption to auto");

    assertThat(required.refusal(bash(Encryption.NONE), "n.ipynb")).contains(expected);
    assertThatThrownBy(() -> required.require(bash(Encryption.NONE), "n.ipynb"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("n.ipynb: " + expected.message());
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO,     CURVE, INFO,  yes",
    "AUTO,     NONE,  INFO,  no",
    "REQUIRED, CURVE, INFO,  yes",
    "OFF,      CURVE, DEBUG, no"
  })
  void whoAsksForNoCipherIsToldOfItForDebuggingOnly(
      KernelEncryption wanted, Encryption able, String level, String used) {
    try (HeardLines lines = HeardLines.of(Cipher.class.getName())) {
      new Cipher(wanted).tell(bash(able), "n.ipynb");

      assertThat(lines.with(""))
          .containsExactly(
              level + " kernel messages notebook=n.ipynb kernel=bash encrypted=" + used);
    }
  }

  private static KernelSpec bash(Encryption able) {
    KernelSpec spec = Samples.spec("bash", "bash");
    return new KernelSpec(
        spec.name(),
        spec.displayName(),
        spec.language(),
        spec.command(),
        spec.environment(),
        spec.interruptMode(),
        spec.directory(),
        spec.origin(),
        able);
  }
}
