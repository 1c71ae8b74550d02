package dev.cellroute.invocation;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.pool.Departure;
import dev.cellroute.pool.Lease;
import dev.cellroute.pool.Leases;
import dev.cellroute.pool.Sharing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One kernel that the test lends, and a record of every end of its lease. */
final class TestLeases implements Leases {
  private final TestKernel kernel = new TestKernel();
  private final Promise<Lease> lease = Promise.promise();
  private final List<String> ends = new ArrayList<>();
  private final List<Duration> patience = new ArrayList<>();
  private Runnable onEnd = () -> {};

  TestKernel kernel() {
    return kernel;
  }

  /** How often and how the lease ended, or the ticket was given up. */
  List<String> ends() {
    return ends;
  }

  List<Duration> patience() {
    return patience;
  }

  void onEnd(Runnable handler) {
    onEnd = handler;
  }

  TestLeases grant() {
    lease.complete(new RecordingLease());
    return this;
  }

  void refuse(ErrorCode code) {
    lease.fail(new GatewayException(code, "it was " + code.code()));
  }

  @Override
  public Ticket acquire(Duration patience, Sharing sharing) {
    this.patience.add(patience);
    return new RecordingTicket();
  }

  private void end(String how) {
    ends.add(how);
    onEnd.run();
  }

  private final class RecordingTicket implements Ticket {
    @Override
    public Future<Lease> lease() {
      return lease.future();
    }

    @Override
    public void abandon() {
      end("abandoned");
    }
  }

  private final class RecordingLease implements Lease {
    @Override
    public Kernel kernel() {
      return kernel;
    }

    @Override
    public void release() {
      end("released");
    }

    @Override
    public void spoil(Departure cause, String reason) {
      end("spoiled: " + reason);
    }
  }
}
