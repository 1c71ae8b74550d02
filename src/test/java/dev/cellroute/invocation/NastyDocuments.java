package dev.cellroute.invocation;

import io.vertx.core.json.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Request documents that would run as code, or break, if any language read them as part of its
 * source.
 */
final class NastyDocuments {
  private static final long SEED = 20_261_121;

  private static final List<String> TEXTS = List.of(
      "",
      "'; touch canary; '",
      "\"); system('touch canary'); (\"",
      "$(touch canary)",
      "`touch canary`",
      "#{`touch canary`}",
      "@{[`touch canary`]}",
      "${Runtime.getRuntime().exec(\"touch canary\")}",
      "$REQUEST @ARGV %ENV !ls %%bash",
      "\\u0022); touch canary; (\\u0022",
      "\\u000a\\x00\\0\\ud800\\udc00\\ud800",
      "\\\\\\\" \\' \\/ \\n \\q \\",
      "a\r\nb\rc\nd\u2028e\u2029f\u0085g\u000bh\f",
      "'''\"\"\"/* */ // # -- <!-- =begin __END__",
      "EOF\nE\n.\n\u0004\u0003\u001a",
      "\u001b[2J\u001b]0;title\u0007",
      "Grüße, 世界, שלום \u202eright to left\u202c, 👩‍👩‍👧, \uFEFFmark, e\u0301",
      "A".repeat(300_000));

  private NastyDocuments() {}

  /** Fixed ones, raw and as JSON strings, and {@code count} random ones, the same in every run. */
  static List<String> all(int count) {
    Random random = new Random(SEED);
    Stream<String> fixed = Stream.concat(Stream.of(controls()), TEXTS.stream())
        .flatMap(text -> Stream.of(text, Json.encode(text)));
    Stream<String> made = IntStream.range(0, count).mapToObj(each -> random(random));
    return Stream.concat(fixed, made).toList();
  }

  /** Every control character but NUL, which no JSON document holds and no shell can. */
  private static String controls() {
    return IntStream.concat(IntStream.range(1, 32), IntStream.range(127, 160))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String random(Random random) {
    return random
        .ints(random.nextInt(400), 1, Character.MAX_CODE_POINT + 1)
        .map(each -> random.nextInt(3) == 0 ? each : 1 + each % 126)
        .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
