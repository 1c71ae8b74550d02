package dev.cellroute.kernel.resident;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.DataSize;
import dev.cellroute.config.GatewayConfig;
import java.time.Duration;

/**
 * The bounds of all lanes: what a cell may write in one call, the largest frame either way, and how
 * long a kernel may take to open its lane.
 */
public record LaneOptions(DataSize maxOutput, DataSize maxFrame, Duration patience) {
  public LaneOptions {
    requireNonNull(maxOutput, "maxOutput");
    requireNonNull(maxFrame, "maxFrame");
    requireNonNull(patience, "patience");
  }

  public static LaneOptions of(GatewayConfig config) {
    return new LaneOptions(
        config.request().maxOutput(),
        config.kernel().maxMessage(),
        config.kernel().startTimeout());
  }
}
