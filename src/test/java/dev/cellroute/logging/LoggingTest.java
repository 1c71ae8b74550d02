package dev.cellroute.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LogConfig;
import dev.cellroute.config.LogConfig.Format;
import dev.cellroute.config.LogConfig.Level;
import dev.cellroute.testing.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LoggingTest {
  private static final Duration SOON = Duration.ofSeconds(10);

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

  @ParameterizedTest
  @MethodSource
  void aValueThatIsNotOneWordIsInQuotes(String value, String written) {
    String message = text(log -> log.warn("died how={} code={}", value, 7));
    String pair = text(log -> log.atWarn().addKeyValue("how", value).log("died"));
    String fact = text(log -> log.warn("{}", new Visit(value, 3)));

    assertThat(message).endsWith(" Room: died how=" + written + " code=7\n");
    assertThat(pair).endsWith(" Room: died how=" + written + "\n");
    assertThat(fact).contains(" Room: path=" + written + " status=3 ");
  }

  static List<Arguments> aValueThatIsNotOneWordIsInQuotes() {
    return List.of(
        Arguments.of("plain", "plain"),
        Arguments.of("a=b", "a=b"),
        Arguments.of("C:\\x", "C:\\x"),
        Arguments.of("a b", "\"a b\""),
        Arguments.of("", "\"\""),
        Arguments.of("a\nb", "\"a\\nb\""),
        Arguments.of("say \"hi\"", "\"say \\\"hi\\\"\""),
        Arguments.of("C:\\x y", "\"C:\\\\x y\""),
        Arguments.of("\"", "\"\\\"\""));
  }

  @Test
  void quotesOfTheMessageItselfHoldWhateverTheValue() {
    assertThat(text(log -> log.warn("kernel={} stderr=\"{}\"", "a-1", "say \"hi\"")))
        .endsWith(" kernel=a-1 stderr=\"say \\\"hi\\\"\"\n");
  }

  @Test
  void aValueThatIsInQuotesAlreadyIsNotQuotedAgain() {
    String quoted = "\"ValueError: \\\"no\\\"\\n\"";

    assertThat(text(log -> log.warn("failed reason={}", quoted)))
        .endsWith(" failed reason=" + quoted + "\n");
    assertThat(text(log -> log.warn("failed reason={}", "\"a\" \"b\"")))
        .endsWith(" failed reason=\"\\\"a\\\" \\\"b\\\"\"\n");
  }

  @Test
  void whatAValueQuotesFollowsItBehindTheMargin() {
    assertThat(text(log -> log.warn("failed reason={}", "no model\n  | a b\n  | c")))
        .endsWith(" failed reason=\"no model\"\n  | a b\n  | c\n");
  }

  @Test
  void proseAndJsonAreLeftAsTheyAre() {
    String prose = text(log -> log.warn("could not close {}: {}", "a b", "c d"));
    String json =
        logged(Format.JSON, Level.INFO, log -> log.warn("died how={}", "killed by \"9\""));

    assertThat(prose).endsWith(" Room: could not close a b: c d\n");
    assertThat(new JsonObject(json).getString("message")).isEqualTo("died how=killed by \"9\"");
  }

  @Test
  void theFactsOfAMessageAreFieldsOfJsonBesideIt() {
    String json = json(log -> log.warn(
        "kernel={} failed after {} ms, share={} spare={} stderr=\"{}\" endpoint=\"{} {}\"",
        "a-1",
        1.5,
        0.25,
        true,
        "say \"hi\"\n",
        Level.INFO,
        "/a"));

    assertThat(json)
        .endsWith(",\"message\":\"kernel=a-1 failed after 1.5 ms, share=0.25 spare=true"
            + " stderr=\\\"say \\\"hi\\\"\\n\\\" endpoint=\\\"INFO /a\\\"\",\"kernel\":\"a-1\""
            + ",\"share\":0.25,\"spare\":true,\"stderr\":\"say \\\"hi\\\"\\n\""
            + ",\"endpoint\":\"INFO /a\"}\n");
  }

  @Test
  void aFactOfJsonIsWithoutTheQuotesOfItsLineAndWithoutWhatFollows() {
    String json = json(log -> {
      log.warn("failed error={} value={}{}", "\"E\"", "\"a\\n\\\"b\\\"\"", "\n  | trace");
      log.warn("failed reason={}", "no model\n  | a b");
      log.warn("failed path={}", "\"C:\\x\"");
    });

    List<JsonObject> lines = json.lines().map(JsonObject::new).toList();
    assertThat(lines.get(0).getString("error")).isEqualTo("E");
    assertThat(lines.get(0).getString("value")).isEqualTo("a\n\"b\"");
    assertThat(lines.get(1).getString("reason")).isEqualTo("no model");
    assertThat(lines.get(2).getString("path")).isEqualTo("\"C:\\x\"");
  }

  @Test
  void noFactReplacesAFieldOrIsWrittenTwice() {
    String json = json(log -> log.atWarn()
        .addKeyValue("kernel", "c")
        .setCause(new IllegalStateException("why"))
        .log("kernel={} kernel={} error={} level={}", "a", "b", "forged", "forged"));

    JsonObject line = new JsonObject(json);
    assertThat(line.fieldNames())
        .containsExactly("time", "level", "logger", "thread", "message", "kernel", "error");
    assertThat(line.getString("kernel")).isEqualTo("a");
    assertThat(json.split("\"(kernel|error|level)\":", -1)).hasSize(4);
  }

  @ParameterizedTest
  @MethodSource
  void onlyATemplateMakesFacts(String template, List<Object> arguments) {
    String json = json(log -> log.warn(template, arguments.toArray()));

    assertThat(new JsonObject(json).fieldNames())
        .containsExactly("time", "level", "logger", "thread", "message");
  }

  static List<Arguments> onlyATemplateMakesFacts() {
    return List.of(
        Arguments.of("{}", List.of("a=b c=\"d\"")),
        Arguments.of("a=b", List.of()),
        Arguments.of("a=b{} a=b/c", List.of("c")),
        Arguments.of("a=\\{} {}", List.of("c")),
        Arguments.of("a={}", List.of()),
        Arguments.of("a={}", List.of(List.of("may change"))),
        Arguments.of("={}", List.of("c")));
  }

  @Test
  void aFactThatIsAlwaysTheSameIsAFieldToo() {
    String json =
        json(log -> log.warn("lane=lost kernel={} reason=\"{} guests\" why=\"no\"", "a", 3));

    assertThat(json)
        .endsWith(",\"lane\":\"lost\",\"kernel\":\"a\",\"reason\":\"3 guests\",\"why\":\"no\"}\n");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aNumberThatJsonDoesNotHaveIsText(double number) {
    assertThat(json(log -> log.warn("share={}", number)))
        .endsWith(",\"share\":\"" + number + "\"}\n");
  }

  @Test
  void theValueOfAnotherPlaceOfTheSameQuotesIsEscapedToo() {
    assertThat(text(log -> log.warn("endpoint=\"{} {}\" code={}", "GET", "/\"a\"", "b c")))
        .endsWith(" endpoint=\"GET /\\\"a\\\"\" code=\"b c\"\n");
  }

  @Test
  void anArgumentThatMayChangeIsWrittenAsItWas() {
    List<String> changing = new ArrayList<>(List.of("a", "b"));

    String line = text(log -> {
      log.warn("known={}", changing);
      changing.clear();
    });

    assertThat(line).endsWith(" known=[a, b]\n");
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
  void whatAClientMakesTheNetworkLibraryStumbleOverIsNotWritten() {
    String text = logged(
        Format.TEXT,
        Level.INFO,
        log -> LoggerFactory.getLogger("io.netty.channel.AbstractChannelHandlerContext")
            .warn("thrown by exceptionCaught()", new SocketException("Connection reset")));

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

  @Test
  void factsAreFieldsOfJsonAndPairsOfText() {
    String text = logged(Format.TEXT, Level.INFO, log -> log.info("{}", new Visit("a\nb", 3)));
    String json = logged(Format.JSON, Level.INFO, log -> log.info("{}", new Visit("a\nb", 3)));

    assertThat(text).endsWith(" Room: path=\"a\\nb\" status=3 total-ms=1.002\n");
    assertThat(json)
        .endsWith("\"message\":\"request\",\"path\":\"a\\nb\",\"status\":3,\"total-ms\":1.002}\n");
    assertThat(new Visit("a", 3)).hasToString("path=a status=3 total-ms=1.002");
  }

  @Test
  void halfOfASurrogatePairIsEscapedInJson() {
    String json = logged(Format.JSON, Level.INFO, log -> log.info("a\ud800b \ud83d\ude00 \udc00"));

    assertThat(json).contains("\"message\":\"a\\ud800b \ud83d\ude00 \\udc00\"");
  }

  @Test
  void whatTheQueueCannotHoldIsDroppedAndCounted() {
    Stalled target = new Stalled();
    long before = Logging.dropped();
    Logging logging = Logging.open(new LogConfig(Format.TEXT, Level.INFO), target);
    Logger log = LoggerFactory.getLogger("dev.cellroute.Room");
    for (int line = 0; line < 20_000; line++) {
      log.info("line");
    }
    log.warn("important");
    target.goOn();
    logging.close();

    List<String> lines = target.text().lines().toList();
    long dropped = Logging.dropped() - before;
    assertThat(dropped).isPositive();
    assertThat(lines.stream().filter(line -> line.endsWith(": line")))
        .hasSize((int) (20_000 - dropped));
    assertThat(lines).anyMatch(line -> line.endsWith(" WARN  Room: important"));
    assertThat(lines)
        .anyMatch(line -> line.endsWith("Logging: log lines dropped count=" + dropped));
  }

  @Test
  void aLogThatCannotBeWrittenGoesOnWhenItCan() {
    AtomicBoolean full = new AtomicBoolean(true);
    ByteArrayOutputStream disk = new ByteArrayOutputStream();
    long before = Logging.dropped();
    Logging logging = Logging.open(new LogConfig(Format.TEXT, Level.INFO), new Disk(disk, full));
    Logger log = LoggerFactory.getLogger("dev.cellroute.Room");
    log.info("lost");
    Eventually.holds(SOON, () -> assertThat(Logging.dropped()).isGreaterThan(before));
    full.set(false);
    log.info("kept");
    logging.close();

    assertThat(Logging.dropped() - before).isEqualTo(1);
    assertThat(disk.toString(UTF_8))
        .contains(": kept\n", "dropped count=1\n")
        .doesNotContain("lost");
  }

  private record Visit(String path, long status) implements Facts {
    @Override
    public String title() {
      return "request";
    }

    @Override
    public void tell(Sink sink) {
      sink.text("path", path);
      sink.number("status", status);
      sink.millis("total-ms", 1_002_345);
    }

    @Override
    public String toString() {
      return Facts.text(this);
    }
  }

  /** Takes nothing until it is told to. */
  private static final class Stalled extends OutputStream {
    private final CountDownLatch go = new CountDownLatch(1);
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    void goOn() {
      go.countDown();
    }

    String text() {
      return taken.toString(UTF_8);
    }

    @Override
    public void write(int letter) {
      throw new AssertionError("written one by one");
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      try {
        go.await();
      } catch (InterruptedException e) {
        throw new InterruptedIOException();
      }
      taken.write(bytes, start, length);
    }
  }

  private static final class Disk extends FilterOutputStream {
    private final AtomicBoolean full;

    Disk(OutputStream disk, AtomicBoolean full) {
      super(disk);
      this.full = full;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      if (full.get()) {
        throw new IOException("No space left on device");
      }
      out.write(bytes, start, length);
    }
  }

  private static String json(Consumer<Logger> events) {
    return logged(Format.JSON, Level.INFO, events);
  }

  private static String text(Consumer<Logger> events) {
    return logged(Format.TEXT, Level.INFO, events);
  }

  private static String logged(Format format, Level level, Consumer<Logger> events) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    Logging logging = Logging.open(new LogConfig(format, level), target);
    events.accept(LoggerFactory.getLogger("dev.cellroute.Room"));
    logging.close();
    return target.toString(UTF_8);
  }
}
