package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.Response.Timing;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RequestEndTest {
  private static final TraceContext CONTEXT =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01", "");

  @Test
  void aRequestIsOneLineOfTheLog() {
    assertThat(end("GET", "/iris", Trace.NONE))
        .hasToString("method=GET path=/iris status=200 bytes=7 total-ms=3.500 queue-ms=1.000"
            + " cell-ms=2.000 id=mine");
  }

  @Test
  void aRequestInATraceSaysInWhich() {
    assertThat(end("GET", "/iris", Trace.passing(Optional.of(CONTEXT))).toString())
        .endsWith(" id=mine trace=4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void noRequestCanForgeALineOfTheLog() {
    assertThat(end("GET\n", "/a\r\nmethod=GET\u001b[31m status=200\u2028", Trace.NONE)
            .toString())
        .startsWith("method=GET? path=/a??method=GET?[31m?status=200? status=200 ");
  }

  private static RequestEnd end(String method, String path, Trace trace) {
    RouteName route = new RouteName("iris.ipynb", "/iris");
    Timing timing = new Timing(1_000_000, 2_000_000);
    return new RequestEnd("mine", method, path, route, 200, 7, timing, 3_500_000, trace);
  }
}
