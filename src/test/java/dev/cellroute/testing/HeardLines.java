package dev.cellroute.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What one logger says down to its details, as {@code LEVEL message}, until it is closed. */
public final class HeardLines implements AutoCloseable {
  private final Logger logger;
  private final Listener listener = new Listener();

  private HeardLines(Logger logger) {
    this.logger = logger;
  }

  public static HeardLines of(String name) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    HeardLines heard = new HeardLines(context.getLogger(name));
    heard.logger.setLevel(Level.DEBUG);
    heard.listener.setContext(context);
    heard.listener.start();
    heard.logger.addAppender(heard.listener);
    return heard;
  }

  /** The lines that contain this, in their order. */
  public List<String> with(String part) {
    return listener.lines.stream().filter(line -> line.contains(part)).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(listener);
    logger.setLevel(null);
  }

  private static final class Listener extends AppenderBase<ILoggingEvent> {
    // Written by whichever thread logs.
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLevel() + " " + event.getFormattedMessage());
    }
  }
}
