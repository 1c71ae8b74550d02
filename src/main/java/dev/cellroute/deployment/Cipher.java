package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.KernelEncryption;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernelspec.Encryption;
import dev.cellroute.kernelspec.KernelSpec;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Which kernels are spoken to in cipher, by what the operator wants and what they can. */
record Cipher(KernelEncryption wanted) {
  private static final Logger LOG = LoggerFactory.getLogger(Cipher.class);

  Cipher {
    requireNonNull(wanted, "wanted");
  }

  /** What is wrong with a notebook's kernel, if anything is. */
  Optional<Diagnostic> refusal(KernelSpec spec, String notebook) {
    return wanted == KernelEncryption.REQUIRED && spec.encryption() == Encryption.NONE
        ? Optional.of(cannot(spec, notebook))
        : Optional.empty();
  }

  /** Throws the refusal, for a kernel that is known only when its environment is there. */
  void require(KernelSpec spec, String notebook) {
    refusal(spec, notebook).ifPresent(wrong -> {
      throw new InvalidInputException(List.of(wrong));
    });
  }

  /** One line for all kernels of a notebook: news where the operator has asked for a cipher. */
  void tell(KernelSpec spec, String notebook) {
    LOG.atLevel(wanted.isWanted() ? Level.INFO : Level.DEBUG)
        .log(
            "kernel messages notebook={} kernel={} encrypted={}",
            notebook,
            spec.name(),
            isUsedBy(spec) ? "yes" : "no");
  }

  boolean isUsedBy(KernelSpec spec) {
    return wanted.isWanted() && spec.encryption() == Encryption.CURVE;
  }

  private static Diagnostic cannot(KernelSpec spec, String notebook) {
    return Diagnostic.error(
            "kernel-not-encrypted",
            "kernel '" + spec.name() + "' does not encrypt its messages: no \"curve\" in"
                + " metadata.supported_encryption of its kernel.json",
            Location.file(notebook))
        .withHelp("use a kernel that does, such as ipykernel 7.3 or newer, or set"
            + " kernel.encryption to auto");
  }
}
