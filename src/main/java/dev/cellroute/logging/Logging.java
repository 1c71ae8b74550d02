package dev.cellroute.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.cellroute.config.LogConfig;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/**
 * The log of this process, opened once and closed at its end. Lines are written by a thread of
 * their own from a bounded queue: a slow reader of the log never slows a request. When the queue is
 * nearly full, events up to {@code info} are dropped and counted; when it is full, any. An
 * operator's own {@code -Dlogback.configurationFile} is left as it is.
 */
public final class Logging {
  private static final String HANDLER_FAILURES = "io.netty.channel.AbstractChannelHandlerContext";

  // There is one log in a process, and it may be asked from any thread.
  private static final Dropped DROPPED = new Dropped();

  private final LoggerContext context;

  private Logging(LoggerContext context) {
    this.context = context;
  }

  /** Writes from now on what {@code config} says to {@code target}, which stays open. */
  public static Logging open(LogConfig config, OutputStream target) {
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    if (!FirstConfigurator.isLeftToOperator()) {
      configure(context, config, target);
    }
    return new Logging(context);
  }

  /** How many lines of this process were not written, because the queue or the disk was full. */
  public static long dropped() {
    return DROPPED.count();
  }

  /** Writes what is still in the queue, for at most a second. */
  public void close() {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
  }

  private static void configure(LoggerContext context, LogConfig config, OutputStream target) {
    context.reset();
    Level level = Level.toLevel(config.level().name());
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(queue(context, layout(config), target));
    // Vert.x stumbles over a connection that is reset while a request waits for the one before it:
    // one stack trace for each, which any client could fill the log with.
    context.getLogger(HANDLER_FAILURES).setLevel(Level.ERROR);
    if (level == Level.DEBUG) {
      // The network library alone writes a page for each connection.
      context.getLogger("io.netty").setLevel(Level.INFO);
    }
  }

  private static LineLayout layout(LogConfig config) {
    return switch (config.format()) {
      case TEXT -> new TextLayout();
      case JSON -> new JsonLayout();
    };
  }

  private static LineQueue queue(LoggerContext context, LineLayout layout, OutputStream target) {
    LineQueue queue = new LineQueue(layout, target, DROPPED);
    queue.setContext(context);
    queue.start();
    return queue;
  }
}
