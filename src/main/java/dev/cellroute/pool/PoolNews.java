package dev.cellroute.pool;

import dev.cellroute.pool.PoolSnapshot.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener when a pool grows, shrinks, is degraded or works again. */
record PoolNews(String notebook, PoolListener listener) {

  private static final Logger LOG = LoggerFactory.getLogger(PoolNews.class);

  void tell(PoolState before, PoolState now) {
    tellScale(before.scale().wanted(), now.scale().wanted());
    if (before.starts().condition() != now.starts().condition()) {
      tellCondition(now.starts());
    }
  }

  private void tellScale(int before, int wanted) {
    if (wanted > before) {
      LOG.info("pool grown notebook={} kernels={}", notebook, wanted);
      listener.grown(wanted);
    } else if (wanted < before) {
      LOG.info("pool shrunk notebook={} kernels={}", notebook, wanted);
      listener.shrunk(wanted);
    }
  }

  private void tellCondition(Starts starts) {
    if (starts.condition() == Condition.DEGRADED) {
      LOG.error("pool degraded notebook={} reason={}", notebook, starts.lastFailure());
      listener.degraded();
    } else {
      LOG.info("pool recovered notebook={}", notebook);
      listener.recovered();
    }
  }
}
