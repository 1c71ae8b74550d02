package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.output.Output;
import dev.cellroute.output.Output.Stream;
import dev.cellroute.output.Output.Text;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Frame FRAME = new Frame("n0");
  private static final String PRINTED =
      "cellroute-n0:r" + Base64Text.of("{\"status\":201}") + ":n0\n";
  private static final Optional<Object> RESPONSE = Optional.of(new JsonObject().put("status", 201));

  @Test
  void nonceIsRandomAndHas128Bits() {
    SecureRandom random = new SecureRandom();
    assertThat(Frame.random(random).nonce()).matches("[0-9a-f]{32}");
    assertThat(Frame.random(random)).isNotEqualTo(Frame.random(random));
  }

  @Test
  void outputWithoutAFrameStaysAsItIs() {
    List<Output> outputs = List.of(out("a\n"), err("b\n"));
    assertThat(FRAME.open(outputs)).isEqualTo(new Frame.Opened(outputs, Optional.empty()));
  }

  @Test
  void frameIsTakenOut() {
    Frame.Opened opened = FRAME.open(List.of(out("a\n" + PRINTED)));
    assertThat(opened.outputs()).isEqualTo(List.of(out("a\n")));
    assertThat(opened.response()).isEqualTo(RESPONSE);
  }

  @Test
  void frameIsFoundWhereverTheKernelCutsTheText() {
    String text = "before" + PRINTED + "after";
    for (int cut = 1; cut < text.length(); cut++) {
      Frame.Opened opened =
          FRAME.open(List.of(out(text.substring(0, cut)), err("!"), out(text.substring(cut))));
      assertThat(joined(opened.outputs(), Stream.STDOUT)).isEqualTo("beforeafter");
      assertThat(joined(opened.outputs(), Stream.STDERR)).isEqualTo("!");
      assertThat(opened.response()).isEqualTo(RESPONSE);
    }
  }

  private static String joined(List<Output> outputs, Stream stream) {
    return outputs.stream()
        .map(Text.class::cast)
        .filter(each -> each.stream() == stream)
        .map(Text::text)
        .collect(Collectors.joining());
  }

  @Test
  void frameMayHaveLinesInside() {
    String lines = "cellroute-n0:r\neyJzdGF0\ndXMiOjIwMX0=\n:n0\n";
    assertThat(FRAME.open(List.of(out(lines))).response()).isEqualTo(RESPONSE);
  }

  @Test
  void frameOfAnotherNonceIsText() {
    List<Output> outputs = List.of(out(PRINTED.replace("n0", "n1")));
    assertThat(FRAME.open(outputs)).isEqualTo(new Frame.Opened(outputs, Optional.empty()));
  }

  @Test
  void frameOnStandardErrorIsText() {
    List<Output> outputs = List.of(err(PRINTED));
    assertThat(FRAME.open(outputs)).isEqualTo(new Frame.Opened(outputs, Optional.empty()));
  }

  @Test
  void lastFrameCounts() {
    Frame.Opened opened = FRAME.open(List.of(out("cellroute-n0:rMQ==:n0\n"), out(PRINTED)));
    assertThat(opened.response()).isEqualTo(RESPONSE);
  }

  @Test
  void unfinishedFrameIsText() {
    List<Output> outputs = List.of(out("cellroute-n0:rMQ=="));
    assertThat(FRAME.open(outputs)).isEqualTo(new Frame.Opened(outputs, Optional.empty()));
  }

  @Test
  void nullIsNoResponse() {
    assertThat(FRAME.open(List.of(out("cellroute-n0:rbnVsbA==:n0\n"))).response())
        .isEmpty();
  }

  @Test
  void reasonOfTheKernelIsHandedOn() {
    assertInvalid("e" + Base64Text.of("a set is not JSON"), "RESPONSE: a set is not JSON");
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertInvalid("r" + Base64Text.of("fine"), "RESPONSE: not JSON");
    assertInvalid("r" + Base64Text.of("1 2"), "RESPONSE: not JSON");
    assertInvalid("r" + Base64Text.of(""), "RESPONSE: not JSON");
    assertInvalid("r!", "RESPONSE: not JSON");
    assertInvalid("", "RESPONSE: not JSON");
    assertInvalid("rA", "RESPONSE: not base64");
  }

  private static void assertInvalid(String payload, String message) {
    Frame.Opened opened = FRAME.open(List.of(out("cellroute-n0:" + payload + ":n0\n")));
    assertThatThrownBy(opened::response)
        .isInstanceOf(GatewayException.class)
        .hasMessage(message)
        .extracting(each -> ((GatewayException) each).code())
        .isEqualTo(ErrorCode.RESPONSE_INVALID);
  }

  private static Output out(String text) {
    return new Text(Stream.STDOUT, text);
  }

  private static Output err(String text) {
    return new Text(Stream.STDERR, text);
  }
}
