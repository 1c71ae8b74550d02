package dev.cellroute.kernel;

import io.vertx.core.Future;
import java.util.List;

/** Opens lanes into kernels that are ready and seeded. */
public interface Lanes {
  /** Where there are none: every kernel stays as it is. */
  Lanes NONE = new Lanes() {
    @Override
    public Future<Kernel> open(Kernel kernel, List<LaneProgram> programs) {
      return Future.succeededFuture(kernel);
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  };

  /**
   * The same kernel with a lane for these programs, to be used instead of the one given. Fails with
   * {@code KERNEL_START_FAILED} when the lane could not be opened; the kernel given is still good
   * then, unless it ended.
   */
  Future<Kernel> open(Kernel kernel, List<LaneProgram> programs);

  /** Takes no more kernels and ends the open lanes; idempotent. */
  Future<Void> close();
}
