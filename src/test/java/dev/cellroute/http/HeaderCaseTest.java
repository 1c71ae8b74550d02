package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeaderCaseTest {
  @ParameterizedTest
  @CsvSource({
    "x-foo-bar, X-Foo-Bar",
    "ETAG, Etag",
    "DNT, Dnt",
    "content-type, Content-Type",
    "x_under, X_under",
    "X--a-, X--A-",
    "-x, -X",
    "x1-2y, X1-2y",
  })
  void wordsAreCapitalised(String name, String expected) {
    assertThat(HeaderCase.of(name)).isEqualTo(expected);
  }

  @Test
  void aNameThatIsRightIsNotCopied() {
    String name = "X-Foo-Bar";

    assertThat(HeaderCase.of(name)).isSameAs(name);
  }
}
