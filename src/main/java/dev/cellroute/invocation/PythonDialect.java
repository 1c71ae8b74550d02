package dev.cellroute.invocation;

import dev.cellroute.kernel.ExecuteRequest;
import dev.cellroute.kernel.Outcome;
import dev.cellroute.output.MimeBundle;
import dev.cellroute.output.Output;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * IPython. The document travels as base64 in a line of its own, which {@code setup.py} takes off
 * before IPython looks at the code: it is never compiled, and line numbers stay the source's.
 * {@code RESPONSE} comes back as a user expression of the same request.
 */
final class PythonDialect implements Dialect {
  private static final String RESPONSE = "RESPONSE";
  private static final String RESPONSE_TYPE = "application/vnd.cellroute.response+json";
  private static final Map<String, String> EXPRESSIONS =
      Map.of(RESPONSE, "__cellroute_response__()");
  private static final String NOTHING = "{}";
  private static final String SETUP = Resources.text("setup.py");

  @Override
  public String setup() {
    return SETUP;
  }

  @Override
  public boolean hasResidentLane() {
    return true;
  }

  @Override
  public ExecuteRequest call(String source, String document) {
    String code = "__cellroute_request__(\"" + Base64Text.of(document) + "\")\n" + source;
    return ExecuteRequest.of(code).silently().withExpressions(EXPRESSIONS);
  }

  /** A cell that failed has no expressions, hence no response. */
  @Override
  public Answer answer(Outcome outcome) {
    MimeBundle bundle = outcome.expressions().getOrDefault(RESPONSE, MimeBundle.EMPTY);
    String text = (String) bundle.value(RESPONSE_TYPE).orElse(NOTHING);
    if (text.equals(NOTHING)) {
      return new Answer(outcome.outputs(), Optional.empty());
    }
    JsonObject said = new JsonObject(text);
    if (said.containsKey("error")) {
      throw ResponseJson.invalid(said.getString("error"));
    }
    return new Answer(outcome.outputs(), Optional.ofNullable(said.getValue("response")));
  }

  @Override
  public OptionalInt line(Output.Failure failure) {
    return PythonTraceback.line(failure);
  }
}
