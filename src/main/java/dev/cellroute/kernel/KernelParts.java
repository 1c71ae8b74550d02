package dev.cellroute.kernel;

import static java.util.Objects.requireNonNull;

import dev.cellroute.kernelspec.KernelSpec;
import io.vertx.core.Context;

/**
 * What a {@link ProtocolKernel} is made of: its home context, its name, its spec, its process and
 * the road to it.
 */
public record KernelParts(
    Context context,
    String id,
    KernelSpec spec,
    KernelControl control,
    KernelConnection.Opener opener) {
  public KernelParts {
    requireNonNull(context, "context");
    requireNonNull(id, "id");
    requireNonNull(spec, "spec");
    requireNonNull(control, "control");
    requireNonNull(opener, "opener");
  }
}
