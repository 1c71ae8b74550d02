package dev.cellroute.kernel.resident;

import dev.cellroute.kernel.Exchange;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneCall;
import java.util.Optional;

/** The lane of one kernel, as its callers see it. */
record ResidentLane(LaneTerms terms, LaneConnection connection) implements Lane {
  @Override
  public boolean takes(int program) {
    return terms.takes(program);
  }

  @Override
  public Optional<String> refusal(int program) {
    return terms.refusal(program);
  }

  @Override
  public Exchange call(LaneCall call) {
    return connection.call(call);
  }
}
