package dev.cellroute.invocation;

import dev.cellroute.config.Compatibility;
import dev.cellroute.invocation.JsonText.Style;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.OutputFold;
import dev.cellroute.output.OutputFold.Folded;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a cell left behind into the answer; pure. The body is that of {@code RESPONSE}, or
 * what was printed, or the best form of what was returned or displayed, or nothing; ResponseInfo
 * has the last word on status and headers. Kernel Gateway's bodies differ in one thing: a result is
 * its whole bundle as JSON under {@code text/plain}, and displays are not looked at.
 */
final class ResponseAssembler {
  private final Compatibility compat;

  ResponseAssembler(Compatibility compat) {
    this.compat = compat;
  }

  /** {@code info} is what the ResponseInfo cells showed, empty when the endpoint has none. */
  Response assemble(
      Dialect.Answer answer, Optional<String> info, String accept, Response.Timing timing) {
    Accept accepted = accepted(accept);
    ResponseDescription own = variable(answer, accepted);
    Payload payload = own.body().orElseGet(() -> shown(answer, accepted));
    ResponseDescription head =
        own.overriddenBy(info.map(ResponseDescription::ofPrinted).orElse(ResponseDescription.NONE));
    return response(head, payload, timing);
  }

  /** One answer of a batch, as the JSON text that it is. */
  Response assembleAnswer(String json, String accept, Response.Timing timing) {
    ResponseDescription answer = ResponseDescription.ofAnswer(json, accepted(accept));
    return response(answer, answer.body().orElse(Payload.EMPTY), timing);
  }

  private Accept accepted(String accept) {
    return compat == Compatibility.JKG ? Accept.ANYTHING : Accept.of(accept);
  }

  private ResponseDescription variable(Dialect.Answer answer, Accept accept) {
    // A notebook written for Kernel Gateway may well have a variable of that name for itself.
    return answer
        .response()
        .filter(value -> compat != Compatibility.JKG || ResponseDescription.isDescription(value))
        .map(value -> ResponseDescription.ofVariable(value, accept))
        .orElse(ResponseDescription.NONE);
  }

  private Payload shown(Dialect.Answer answer, Accept accept) {
    return OutputFold.onlyPrinted(answer.outputs())
        .map(text -> printed(text, accept))
        .orElseGet(() -> shown(OutputFold.fold(answer.outputs()), accept));
  }

  private Payload printed(Buffer text, Accept accept) {
    return compat == Compatibility.JKG ? Payload.utf8(text) : Payload.utf8(text, accept);
  }

  private Payload shown(Folded folded, Accept accept) {
    if (compat == Compatibility.JKG) {
      return Payload.text(
          folded.stdout().isEmpty()
              ? folded
                  .result()
                  .map(each -> JsonText.of(Style.PYTHON, each.data()))
                  .orElse("")
              : folded.stdout());
    }
    if (!folded.stdout().isEmpty()) {
      return Payload.text(folded.stdout(), accept);
    }
    return MediaNegotiator.choose(bundles(folded), accept)
        .map(choice -> Payload.form(choice.type(), choice.value()))
        .orElse(Payload.EMPTY);
  }

  /**
   * The result first, then the displays from the last to the first: of two equals the newer is
   * meant.
   */
  private static List<MimeBundle> bundles(Folded folded) {
    List<MimeBundle> bundles = new ArrayList<>(folded.displays());
    folded.result().ifPresent(bundles::add);
    Collections.reverse(bundles);
    return bundles;
  }

  private static Response response(
      ResponseDescription head, Payload payload, Response.Timing timing) {
    int status = head.status().orElse(200);
    List<Header> headers = new ArrayList<>(head.headers());
    if (!hasBody(status)) {
      return new Response(status, headers, Payload.EMPTY.bytes(), timing);
    }
    if (!head.names("Content-Type")) {
      headers.add(0, new Header("Content-Type", payload.contentType()));
    }
    if (payload.choice() == Payload.Choice.BY_ACCEPT) {
      headers.add(new Header("Vary", "Accept"));
    }
    return new Response(status, headers, payload.bytes(), timing);
  }

  /** RFC 9110, 15: these have no content whatever the cell printed. */
  private static boolean hasBody(int status) {
    return status != 204 && status != 205 && status != 304;
  }
}
