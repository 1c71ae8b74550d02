package dev.cellroute.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageNumberTest {
  @Test
  void numberIsAtTheEndOfAnId() {
    assertThat(MessageNumber.of("0b5e_9d3c_4711_12")).contains(new MessageNumber(4711, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_",
        "__",
        "a",
        "a_1",
        "_1_2",
        "a_1_",
        "a__1",
        "a_x_1",
        "a_1_x",
        "a_1_-2",
        "a_1_1234567890123456",
        "4c1e5bd0-7a22-4d1c-9a34-1f0e4a5f6b7c"
      })
  void otherIdsHaveNone(String id) {
    assertThat(MessageNumber.of(id)).isEmpty();
  }
}
