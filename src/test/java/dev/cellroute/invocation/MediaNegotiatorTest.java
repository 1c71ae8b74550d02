package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.MediaNegotiator.Choice;
import dev.cellroute.output.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MediaNegotiatorTest {
  @ParameterizedTest(name = "{0} | {1} | {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Accept | forms | chosen
        "'' | text/plain text/html | text/html",
        "*/* | text/plain text/html | text/html",
        "* | text/plain text/html | text/html",
        "*; q=.2 | text/plain text/html | text/html",
        "text/plain | text/plain text/html | text/plain",
        "TEXT/Plain | text/plain text/html | text/plain",
        "text/html;q=0.2, text/plain;q=0.7, */*;q=0.1 | text/plain text/html | text/plain",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8 | text/plain text/html | text/html",
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8 | text/plain image/png | image/png",
        "application/json, text/plain, */* | text/plain text/html | text/plain",
        "image/* | text/plain image/png | image/png",
        "image/* | image/svg+xml image/png | image/svg+xml",
        "image/*, image/png | image/svg+xml image/png | image/png",
        "text/* | text/plain image/png | text/plain",
        "text/html;q=0, */* | text/plain text/html | text/plain",
        "text/html;q=0, text/*;q=0.5 | text/plain text/html | text/plain",
        "text/html;q=0.000 | text/plain text/html | text/plain",
        "text/html;q=0 | text/html | text/html",
        "*/*;q=0 | text/plain text/html | text/html",
        "application/xml | text/plain text/html | text/html",
        "text/html; charset=utf-8 | text/plain text/html | text/html",
        "text/plain;Q=0.9, text/html; q = 0.1 | text/plain text/html | text/html",
        "text/plain;q=high, text/html;q=0.9 | text/plain text/html | text/plain",
        "text/plain;q=7, text/html;q=0.9 | text/plain text/html | text/plain",
        "text/plain;a=\";q=0,\";q=0.1, text/html;q=0.2 | text/plain text/html | text/html",
        ",;,/,a/,/b,plain | text/plain text/html | text/html",
        "text/plain;q=1;q=0 | text/plain text/html | text/plain",
        "*/* | text/plain text/latex image/png | image/png",
        "*/* | text/plain application/vnd.vega.v5+json | application/vnd.vega.v5+json",
        "*/* | application/vnd.jupyter.widget-view+json text/plain | text/plain",
        "*/* | text/plain application/pdf image/png | application/pdf",
        "*/* | text/plain application/json | application/json",
        "*/* | text/plain text/markdown | text/markdown",
        "*/* | - | -",
      })
  void choiceIs(String accept, String forms, String chosen) {
    List<MimeBundle> bundles = forms == null ? List.of() : List.of(bundle("x", forms.split(" ")));

    assertThat(MediaNegotiator.choose(bundles, Accept.of(accept)).map(Choice::type))
        .isEqualTo(Optional.ofNullable(chosen));
  }

  @Test
  void firstBundleWinsBetweenEquals() {
    List<MimeBundle> bundles = List.of(bundle("a", "text/html"), bundle("b", "text/html"));

    assertThat(MediaNegotiator.choose(bundles, Accept.ANYTHING))
        .contains(new Choice("text/html", "a"));
  }

  @Test
  void richerFormOfALaterBundleWins() {
    List<MimeBundle> bundles =
        List.of(bundle("[<Line2D>]", "text/plain"), bundle("figure", "text/plain", "image/png"));

    assertThat(MediaNegotiator.choose(bundles, Accept.ANYTHING))
        .contains(new Choice("image/png", "figure"));
    assertThat(MediaNegotiator.choose(bundles, Accept.of("text/plain")))
        .contains(new Choice("text/plain", "[<Line2D>]"));
  }

  @Test
  void rangesBeyondTheBoundAreNotRead() {
    assertThat(Accept.of("a/b,".repeat(10_000)).ranges()).hasSize(Accept.MAX_RANGES);
  }

  private static MimeBundle bundle(Object value, String... types) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (String type : types) {
      data.put(type, value);
    }
    return new MimeBundle(data);
  }
}
