package dev.cellroute.javakernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.javakernel.CellStreams.Name;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellStreamsTest {
  private final List<String> sent = new ArrayList<>();
  private final CellStreams streams = new CellStreams((name, text) -> sent.add(name + ":" + text));
  private final PrintStream out = streams.stream(Name.STDOUT);
  private final PrintStream err = streams.stream(Name.STDERR);

  @Test
  void textIsGathered() {
    out.println("a");
    out.println("b");
    assertThat(sent).isEmpty();

    streams.finish();

    assertThat(sent).containsExactly("STDOUT:a\nb\n");
  }

  @Test
  void orderOfTheStreamsIsKept() {
    out.print("1");
    err.print("2");
    out.print("3");
    streams.finish();

    assertThat(sent).containsExactly("STDOUT:1", "STDERR:2", "STDOUT:3");
  }

  @Test
  void muchTextGoesOutAtOnce() {
    out.print("x".repeat(70_000));

    assertThat(sent).hasSize(1);
  }

  @Test
  void characterIsNeverCut() {
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);

    for (byte octet : euro) {
      out.write(octet);
      out.flush();
    }

    assertThat(sent).containsExactly("STDOUT:€");
  }

  @Test
  void brokenCharacterIsShownAtTheEnd() {
    out.write(0xE2);
    out.flush();
    assertThat(sent).isEmpty();

    streams.finish();

    assertThat(sent).containsExactly("STDOUT:\uFFFD");
  }

  @Test
  void everyLengthOfCharacterIsKnown() {
    for (String text : List.of("", "a", "aé", "a€", "a😀")) {
      byte[] whole = text.getBytes(StandardCharsets.UTF_8);
      assertThat(Utf8.complete(whole)).isEqualTo(whole.length);
    }
    byte[] cut = Arrays.copyOf("a😀".getBytes(StandardCharsets.UTF_8), 4);
    assertThat(Utf8.complete(cut)).isEqualTo(1);
  }
}
