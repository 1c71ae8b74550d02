package dev.cellroute.deployment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.config.GatewayConfig;
import dev.cellroute.config.TokenConfig;
import dev.cellroute.deployment.Order.Occasion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders reloads: when somebody asks, and, while it watches, when a notebook, its requirements or
 * the configuration's list of notebooks has changed and the change is complete. It looks again and
 * again instead of listening to the file system, which tells nothing on network shares and in many
 * containers. Files are read on a worker; the rest is used on one event loop.
 */
public final class NotebookWatcher {

  private static final Logger LOG = LoggerFactory.getLogger(NotebookWatcher.class);

  /** Between two looks while nothing happens. */
  private static final long PAUSE_MILLIS = 500;

  /** Between the look that sees something new and the one that believes it. */
  private static final long SETTLING_MILLIS = 200;

  private static final boolean IN_ORDER = true;

  private final Vertx vertx;
  private final Lookout lookout;
  private final Function<Order, Future<Void>> reload;
  private Consumer<List<TokenConfig>> keeper = ignored -> {};
  private @Nullable Stability<Sighting> stability;
  private boolean closed;

  /** {@code again} reads the configuration; it blocks and may throw InvalidInputException. */
  public NotebookWatcher(
      Vertx vertx,
      GatewayConfig config,
      Supplier<GatewayConfig> again,
      Function<Order, Future<Void>> reload) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.lookout = new Lookout(config, again);
    this.reload = requireNonNull(reload, "reload");
  }

  /**
   * What is there now is what is served; before the notebooks are read, lest a change is missed.
   */
  public Future<Void> takeNote() {
    return look().map(seen -> {
      stability = Stability.of(seen);
      return null;
    });
  }

  /** From now on {@code listener} hears of the tokens, with each order. */
  public void onTokens(Consumer<List<TokenConfig>> listener) {
    keeper = listener;
  }

  /** Looks from now on, until it is closed. */
  public void watch() {
    lookAfter(PAUSE_MILLIS);
  }

  /** Somebody asked for a reload: ends when it, or a newer one, has been carried out. */
  public Future<Void> request() {
    return look().compose(seen -> carryOut(seen, Occasion.REQUEST));
  }

  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }

  private void lookAfter(long millis) {
    vertx.setTimer(millis, ignored -> {
      if (!closed) {
        look().onComplete(this::seen, this::notSeen);
      }
    });
  }

  private Future<Sighting> look() {
    return vertx.executeBlocking(lookout::look, IN_ORDER);
  }

  private void seen(Sighting sighting) {
    Stability<Sighting> before = stability == null ? Stability.of(sighting) : stability;
    stability = before.after(sighting);
    switch (before.verdict(sighting)) {
      case QUIET -> lookAfter(PAUSE_MILLIS);
      case MOVING -> lookAfter(SETTLING_MILLIS);
      case CHANGED -> order(sighting);
    }
  }

  /** Nobody waits for the end: it is watched meanwhile, and a newer change overtakes this one. */
  private void order(Sighting sighting) {
    if (!closed) {
      lookAfter(PAUSE_MILLIS);
      carryOut(sighting, Occasion.CHANGE).onFailure(this::notReloaded);
    }
  }

  /** What is thrown on the way is a failure, too. */
  private Future<Void> carryOut(Sighting sighting, Occasion occasion) {
    return Future.succeededFuture().compose(ignored -> {
      keeper.accept(sighting.tokens());
      return reload.apply(sighting.order(occasion));
    });
  }

  private void notReloaded(Throwable failure) {
    LOG.warn("reload not carried out", failure);
  }

  private void notSeen(Throwable failure) {
    LOG.warn("cannot look at the notebooks", failure);
    lookAfter(PAUSE_MILLIS);
  }
}
