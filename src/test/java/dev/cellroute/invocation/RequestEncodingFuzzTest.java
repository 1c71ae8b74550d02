package dev.cellroute.invocation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whatever the document, a call's code is that of the empty document with base64 text in one place.
 */
final class RequestEncodingFuzzTest {
  private static final String SOURCE = "# GET /x";
  private static final String SEPARATORS = "\", \"|', '|'\n__cellroute_more '";
  private static final List<Dialect> DIALECTS = Stream.of(
          "python",
          "R",
          "julia",
          "java",
          "kotlin",
          "scala",
          "groovy",
          "javascript",
          "bash",
          "perl",
          "ruby")
      .map(language -> Dialects.of(language).orElseThrow())
      .toList();

  @FuzzTest
  void documentIsNeverSource(FuzzedDataProvider data) {
    String document = data.consumeRemainingAsString();
    DIALECTS.forEach(dialect -> check(dialect, document));
    DIALECTS.forEach(dialect ->
        check(dialect, document.repeat(1 + 70_000 / (1 + document.length()))));
  }

  private static void check(Dialect dialect, String document) {
    String code = dialect.call(SOURCE, document).code();
    String before = before(dialect);
    String after = dialect.call(SOURCE, "").code().substring(before.length());
    assertThat(code).startsWith(before).endsWith(after);
    String text =
        code.substring(before.length(), code.length() - after.length()).replaceAll(SEPARATORS, "");
    assertThat(text).matches("[A-Za-z0-9+/=]*");
    assertThat(Base64.getDecoder().decode(text)).isEqualTo(document.getBytes(UTF_8));
  }

  /** What two calls have in common up to their documents. */
  private static String before(Dialect dialect) {
    String empty = dialect.call(SOURCE, "").code();
    String other = dialect.call(SOURCE, "?").code();
    int place = 0;
    while (empty.charAt(place) == other.charAt(place)) {
      place++;
    }
    return empty.substring(0, place);
  }
}
