package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** What a kernel is told so that it can open its lane. */
record Offer(
    JsonObject address,
    String secret,
    Path cancelFile,
    LaneOptions options,
    List<LaneProgram> programs) {
  Offer {
    programs = List.copyOf(programs);
  }

  /** The loader, then one call; what it is called with is never read as the notebook's Python. */
  String code(LaneScript script) {
    String json = json().put("modules", script.json()).toString();
    String told = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    return script.loader().stripTrailing() + "\n_cellroute_resident(\"" + told + "\")\n";
  }

  JsonObject json() {
    return new JsonObject()
        .put("version", LaneCodec.VERSION)
        .put("address", address)
        .put("secret", secret)
        .put("max_output", options.maxOutput().bytes())
        .put("max_frame", options.maxFrame().bytes())
        .put("cancel_file", cancelFile.toString())
        .put("programs", new JsonArray(programs.stream().map(Offer::program).toList()));
  }

  /** One that goes the standard way keeps its place and nothing else. */
  private static JsonObject program(LaneProgram program) {
    boolean called = program.way() == Way.LANE;
    return new JsonObject()
        .put("cell", called ? program.cell() : "")
        .put("name", program.name())
        .put("info", called ? program.info().orElse(null) : null)
        .put("concurrency", program.concurrency());
  }
}
