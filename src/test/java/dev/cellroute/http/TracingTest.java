package dev.cellroute.http;

import static dev.cellroute.http.RunningGateway.notebook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.invocation.Header;
import dev.cellroute.testing.Configs;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class TracingTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void theCellGetsTheTraceOfTheCaller() throws TimeoutException {
    assertThat(traceHeaders("traceparent: " + PARENT, "tracestate: a=1", "tracestate: b=2"))
        .containsExactly(new Header("Traceparent", PARENT), new Header("Tracestate", "a=1,b=2"));
  }

  @Test
  void aTraceThatIsNotValidIsReplacedAndItsStateForgotten() throws TimeoutException {
    assertThat(traceHeaders("traceparent: nonsense", "tracestate: a=1"))
        .singleElement()
        .satisfies(header -> {
          assertThat(header.name()).isEqualTo("Traceparent");
          assertThat(TraceContext.parse(List.of(header.value()), List.of())).isPresent();
        });
  }

  @Test
  void withoutATraceTheCellGetsNone() throws TimeoutException {
    assertThat(traceHeaders()).isEmpty();
  }

  private static List<Header> traceHeaders(String... headers) throws TimeoutException {
    RecordingInvoker invoker = RecordingInvoker.naming();
    try (RunningGateway gateway =
        RunningGateway.start(Configs.DEFAULT, notebook("n", invoker, "GET /x"))) {
      gateway.get("/x", headers);
    }
    return invoker.only().headers().stream()
        .filter(header -> header.name().startsWith("Trace"))
        .toList();
  }
}
