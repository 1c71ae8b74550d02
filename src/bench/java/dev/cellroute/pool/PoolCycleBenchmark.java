package dev.cellroute.pool;

import dev.cellroute.kernel.Capacity;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the pool's decisions for one call cost. Public, as JMH demands. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PoolCycleBenchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WAITING = 64;
  private static final int QUEUE = 256;
  private static final Capacity CAPACITY = Capacity.ofDepth(4);
  private static final long CALL = Long.MAX_VALUE;
  private static final Sharing ALONE = Sharing.exclusive();

  @Param({"1", "4", "16"})
  int kernels = 1;

  private PoolState idle = opened(1);
  private PoolState busy = idle;

  @Setup
  public void fill() {
    idle = opened(kernels);
    busy = idle;
    for (long call = 1; call <= kernels + WAITING; call++) {
      busy = busy.called(call, ALONE, PATIENCE, 0).state();
    }
  }

  /** The call is granted an idle kernel, and gives it back. */
  @Benchmark
  public Object callOfAnIdleKernel() {
    Step called = idle.called(CALL, ALONE, PATIENCE, 0);
    return called.state().kernel(granted(called)).released(CALL, 1);
  }

  /**
   * The call queues up behind others, and the first of these gets the kernel that is given back.
   */
  @Benchmark
  public Object callOfABusyKernel() {
    return busy.called(CALL, ALONE, PATIENCE, 0).state().kernel(1).released(1, 1);
  }

  private static PoolState opened(int kernels) {
    PoolState state = PoolState.of(PoolRules.of(kernels, kernels, QUEUE, Backoff.DOUBLING))
        .ticked(0)
        .state();
    for (long kernel = 1; kernel <= kernels; kernel++) {
      state = state.kernel(kernel).started().state();
      state = state.kernel(kernel).seeded(CAPACITY, 0).state();
    }
    return state;
  }

  private static long granted(Step called) {
    return ((PoolAction.Grant) called.actions().get(0)).kernel();
  }
}
