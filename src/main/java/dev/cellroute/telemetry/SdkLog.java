package dev.cellroute.telemetry;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the SDK says by the JDK's logger, such as a collector out of reach, into our log. */
final class SdkLog extends Handler {
  private static final Logger LOG = LoggerFactory.getLogger("dev.cellroute.telemetry.Traces");
  // The JDK forgets a logger that nobody holds, its handlers too.
  private static final java.util.logging.Logger SDK =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SimpleFormatter formatter = new SimpleFormatter();

  private SdkLog() {}

  static void connect() {
    if (SDK.getUseParentHandlers()) {
      SDK.setUseParentHandlers(false);
      SDK.addHandler(new SdkLog());
    }
  }

  @Override
  public void publish(LogRecord event) {
    String message = formatter.formatMessage(event);
    if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
      LOG.warn("{}", message, event.getThrown());
    } else {
      LOG.debug("{}", message, event.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
