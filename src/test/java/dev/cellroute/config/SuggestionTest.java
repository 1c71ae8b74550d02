package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {
  @ParameterizedTest
  @CsvSource({"a,a,0", "'',abc,3", "abc,'',3", "kitten,sitting,3", "hots,host,2"})
  void distanceCountsEdits(String from, String to, int distance) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
  }

  @Test
  void theNearestWordIsSuggestedWhenItIsNearEnough() {
    List<String> known = List.of("http.port", "http.host", "log.level");

    assertThat(Suggestion.help("http.hots", known)).isEqualTo("did you mean http.host?");
    assertThat(Suggestion.help("store.url", known)).isEmpty();
    assertThat(Suggestion.nearest("ir", List.of("java", "bash"))).isEmpty();
    assertThat(Suggestion.help("h".repeat(65), known)).isEmpty();
  }
}
