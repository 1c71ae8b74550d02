package dev.cellroute.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.cellroute.config.LogConfig;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/**
 * The log of this process, opened once and closed at its end. Lines are written by a thread of
 * their own from a bounded queue: a slow reader of the log never slows a request. When the queue is
 * nearly full, events up to {@code info} are dropped; when it is full, any. An operator's own
 * {@code -Dlogback.configurationFile} is left as it is.
 */
public final class Logging {
  private static final int QUEUE = 8_192;
  private static final int FLUSH_MILLIS = 1_000;

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

  /** Writes what is still in the queue, for at most a second. */
  public void close() {
    context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).detachAndStopAllAppenders();
  }

  private static void configure(LoggerContext context, LogConfig config, OutputStream target) {
    context.reset();
    Level level = Level.toLevel(config.level().name());
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(level);
    root.addAppender(queue(context, writer(context, layout(config), new Unclosed(target))));
    if (level == Level.DEBUG) {
      // The network library alone writes a page for each connection.
      context.getLogger("io.netty").setLevel(Level.INFO);
    }
  }

  private static Layout<ILoggingEvent> layout(LogConfig config) {
    return switch (config.format()) {
      case TEXT -> new TextLayout();
      case JSON -> new JsonLayout();
    };
  }

  private static OutputStreamAppender<ILoggingEvent> writer(
      LoggerContext context, Layout<ILoggingEvent> layout, OutputStream target) {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    layout.setContext(context);
    layout.start();
    encoder.setLayout(layout);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(target);
    appender.start();
    return appender;
  }

  private static AsyncAppender queue(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> writer) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_MILLIS);
    queue.addAppender(writer);
    queue.start();
    return queue;
  }
}
