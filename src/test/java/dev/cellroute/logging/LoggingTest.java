package dev.cellroute.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LogConfig;
import dev.cellroute.config.LogConfig.Format;
import dev.cellroute.config.LogConfig.Level;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggingTest {
  @Test
  void aTextLineIsTimeLevelLoggerMessageAndFacts() {
    String line = logged(
        Format.TEXT, Level.INFO, log -> log.atInfo().addKeyValue("port", 80).log("ready"));

    assertThat(line)
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z INFO  Room: ready port=80\n");
  }

  @Test
  void noMessageCanForgeALine() {
    String forged = "a\r\n2026-01-01 ERROR \u001b[31m\u2028\u0085x";

    String text = logged(Format.TEXT, Level.INFO, log -> log.warn("{}", forged));
    String json = logged(Format.JSON, Level.INFO, log -> log.warn("{}", forged));

    assertThat(text).endsWith(": a\\r\\n2026-01-01 ERROR \\u001b[31m\\u2028\\u0085x\n");
    assertThat(text.lines()).hasSize(1);
    assertThat(json.lines()).hasSize(1);
    assertThat(new JsonObject(json).getString("message")).isEqualTo(forged);
  }

  @Test
  void whatAMessageQuotesHasLinesOfItsOwnBehindAMargin() {
    String text = logged(Format.TEXT, Level.INFO, log -> log.warn("failed\n  | a\n  | b\nc"));

    assertThat(text).endsWith(": failed\n  | a\n  | b\\nc\n");
  }

  @Test
  void aJsonLineHasAFieldForEachFact() {
    String line = logged(
        Format.JSON,
        Level.INFO,
        log -> log.atWarn()
            .addKeyValue("path", "C:\\\"x\"")
            .addKeyValue("level", "forged")
            .setCause(new IllegalStateException("why"))
            .log("late"));

    JsonObject json = new JsonObject(line);
    assertThat(json.fieldNames())
        .containsExactly("time", "level", "logger", "thread", "message", "path", "error");
    assertThat(json.getString("level")).isEqualTo("WARN");
    assertThat(json.getString("logger")).isEqualTo("dev.cellroute.Room");
    assertThat(json.getString("path")).isEqualTo("C:\\\"x\"");
    assertThat(json.getString("error")).startsWith("java.lang.IllegalStateException: why\n\tat ");
  }

  @Test
  void aStackTraceFollowsItsTextLine() {
    String text =
        logged(Format.TEXT, Level.INFO, log -> log.error("late", new IllegalStateException("why")));

    assertThat(text.lines().toList().get(1)).isEqualTo("java.lang.IllegalStateException: why");
  }

  @Test
  void lessImportantEventsAreLeftOut() {
    Consumer<Logger> both = log -> {
      log.debug("detail");
      log.info("change");
    };

    assertThat(logged(Format.TEXT, Level.INFO, both).lines()).hasSize(1);
    assertThat(logged(Format.TEXT, Level.DEBUG, both).lines()).hasSize(2);
    assertThat(logged(Format.TEXT, Level.WARN, both)).isEmpty();
  }

  @Test
  void theNetworkLibraryIsQuietAtDebug() {
    String text = logged(
        Format.TEXT,
        Level.DEBUG,
        log -> LoggerFactory.getLogger("io.netty.buffer").debug("page"));

    assertThat(text).isEmpty();
  }

  @Test
  void theStreamStaysOpen() {
    ByteArrayOutputStream target = new ByteArrayOutputStream() {
      @Override
      public void close() {
        throw new AssertionError("closed");
      }
    };

    Logging.open(new LogConfig(Format.TEXT, Level.INFO), target).close();

    assertThat(target.size()).isZero();
  }

  private static String logged(Format format, Level level, Consumer<Logger> events) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Logging logging = Logging.open(new LogConfig(format, level), target);
    events.accept(LoggerFactory.getLogger("dev.cellroute.Room"));
    logging.close();
    return target.toString(UTF_8);
  }
}
