package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response.Timing;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts answers together for tests: what a cell showed, what it and its ResponseInfo said. */
final class Assembled {

  static final Timing TIMING = new Timing(1, 2);
  static final Header PLAIN = new Header("Content-Type", "text/plain; charset=utf-8");
  static final Header JSON = new Header("Content-Type", "application/json");
  static final Header VARY = new Header("Vary", "Accept");
  static final Output PRINTED = out("printed\n");

  private Assembled() {}

  static Response answer(String accept, Output... outputs) {
    return assemble(Compatibility.NONE, null, null, accept, outputs);
  }

  static Response described(String variable, Output... outputs) {
    return assemble(Compatibility.NONE, variable, null, "", outputs);
  }

  static Response informed(String printed, Output... outputs) {
    return assemble(Compatibility.NONE, null, printed, "", outputs);
  }

  static Response gateway(@Nullable String variable, String accept, Output... outputs) {
    return assemble(Compatibility.JKG, variable, null, accept, outputs);
  }

  static Response assemble(
      Compatibility compat,
      @Nullable String variable,
      @Nullable String info,
      String accept,
      Output... outputs) {
    Optional<Object> response = Optional.ofNullable(variable).map(Json::decodeValue);
    return new ResponseAssembler(compat)
        .assemble(
            new Dialect.Answer(List.of(outputs), response),
            Optional.ofNullable(info),
            accept,
            TIMING);
  }

  static void assertInvalid(
      String message, @Nullable String variable, @Nullable String info, Output... outputs) {
    assertThatThrownBy(() -> assemble(Compatibility.NONE, variable, info, "", outputs))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RESPONSE_INVALID))
        .hasMessage(message);
  }

  static Response response(int status, String body, Header... headers) {
    return new Response(status, List.of(headers), Buffer.buffer(body), TIMING);
  }

  static Output out(String text) {
    return new Output.Text(Output.Stream.STDOUT, text);
  }

  static MimeBundle bundle(Object... typesAndValues) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (int at = 0; at < typesAndValues.length; at += 2) {
      data.put((String) typesAndValues[at], typesAndValues[at + 1]);
    }
    return new MimeBundle(data);
  }
}
