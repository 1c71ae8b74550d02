package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cellroute.config.LogConfig;
import dev.cellroute.config.LogConfig.Format;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.Location;
import dev.cellroute.logging.Logging;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

final class CallLogTest {
  private static final Invocation INVOCATION =
      Examples.invocation(Examples.PLAIN, new Body.Text("a secret"));

  private final Logger logger = (Logger) LoggerFactory.getLogger(CallLog.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void listen() {
    events.start();
    logger.setLevel(Level.DEBUG); // the root is off until a configuration says otherwise
    logger.addAppender(events);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(events);
    logger.setLevel(null);
  }

  @Test
  void cellThatRaisedIsOneWarningWithItsTraceback() {
    log(new CellFailureException(
        "ValueError",
        "no\n2026-01-01 INFO all is well",
        Location.cell("iris.ipynb", 4, 3, 0),
        List.of("Traceback\n  line 3", "2026-01-01 INFO \u001b[1mall is well")));

    assertThat(events.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "cell failed request=r-1 notebook=iris.ipynb cell=4 line=3 endpoint=\"GET /iris\""
                + " error=\"ValueError\" value=\"no\\n2026-01-01 INFO all is well\"\n"
                + "  | Traceback\n"
                + "  |   line 3\n"
                + "  | 2026-01-01 INFO  [1mall is well");
  }

  @Test
  void whatIsKnownOfAFailedCellIsAFieldEachOfALineOfJson() {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Logging logging = Logging.open(new LogConfig(Format.JSON, LogConfig.Level.WARN), target);
    log(new CellFailureException(
        "ValueError", "no\n\"way\"", Location.cell("iris.ipynb", 4, 3, 0), List.of("line 3")));
    logging.close();

    JsonObject line = new JsonObject(target.toString(StandardCharsets.UTF_8));
    List.of("time", "level", "logger", "thread", "message").forEach(line::remove);
    assertThat(line.encode())
        .isEqualTo("{\"request\":\"r-1\",\"notebook\":\"iris.ipynb\",\"cell\":4,\"line\":3,"
            + "\"endpoint\":\"GET /iris\",\"error\":\"ValueError\","
            + "\"value\":\"no\\n\\\"way\\\"\"}");
  }

  @Test
  void batchThatIsSplitIsOneLineForDebugging() {
    CallLog.split("iris.ipynb", 3, new GatewayException(ErrorCode.CELL_ERROR, "ValueError: \n"));

    assertThat(events.list)
        .extracting(each -> each.getLevel() + " " + each.getFormattedMessage())
        .containsExactly(
            "DEBUG batch split notebook=iris.ipynb callers=3 reason=\"ValueError: \\n\"");
  }

  @Test
  void aLineThatIsNotKnownIsLeftOut() {
    log(new CellFailureException("E", "no", Location.cell("iris.ipynb", 4, 0, 0), List.of()));

    assertThat(events.list.get(0).getFormattedMessage())
        .contains(" cell=4 endpoint=")
        .doesNotContain("line=");
  }

  @Test
  void longMessageIsCut() {
    log(new CellFailureException("E", "x".repeat(5000), Location.file("iris.ipynb"), List.of()));

    assertThat(events.list.get(0).getFormattedMessage())
        .endsWith(" value=\"" + "x".repeat(1000) + "…\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"RESPONSE_INVALID", "OUTPUT_LIMIT", "OUTPUT_INCOMPLETE", "KERNEL_DIED", "DEADLINE"})
  void failureByTheNotebooksDoingIsOneLine(ErrorCode code) {
    log(new GatewayException(code, "why"));

    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("call failed code="
            + code.code()
            + " request=r-1 notebook=iris.ipynb cell=4 endpoint=\"GET /iris\" detail=\"why\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"NO_CAPACITY", "CANCELLED", "DRAINING", "INTERNAL"})
  void otherFailuresAreNotLoggedHere(ErrorCode code) {
    log(new GatewayException(code, "why"));

    assertThat(events.list).isEmpty();
  }

  private static void log(GatewayException failure) {
    CallLog.failed("iris.ipynb", INVOCATION, failure);
  }
}
