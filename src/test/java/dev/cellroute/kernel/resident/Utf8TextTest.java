package dev.cellroute.kernel.resident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Utf8TextTest {
  /** As long as what is looked at in one go. */
  private static final int WINDOW = 64 * 1024;

  @Test
  void nothingIsSound() {
    assertThat(Utf8Text.isSound(Buffer.buffer())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void charactersAreSoundWhereverTheyStand(int before) {
    String text = "x".repeat(WINDOW - before) + "ä中🌸";

    assertThat(Utf8Text.isSound(Buffer.buffer(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "80", "c3", "f09f8c", "eda080", "c080", "f4908080", "efbfbd"})
  void bytesThatAreNoCharacterAreFoundWhereverTheyStand(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);

    for (int before = 0; before < 5; before++) {
      Buffer text = Buffer.buffer("x".repeat(WINDOW - before)).appendBytes(bytes);
      assertThat(Utf8Text.isSound(text)).isFalse();
      assertThat(Utf8Text.isSound(text.appendString("yä"))).isFalse();
    }
  }
}
