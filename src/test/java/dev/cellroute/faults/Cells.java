package dev.cellroute.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Notebooks for attacks, as JSON. */
final class Cells {
  /** What the oracles ask, and the trap that no attack may spring. */
  static final List<String> ORACLE = List.of(
      "import json, os, sys, threading, time",
      "# GET /echo/:n\nprint(json.loads(REQUEST)['path']['n'], end='')",
      "# GET /canary\nopen('canary', 'a').write('x')",
      "# POST /canary\nopen('canary', 'a').write('x')");

  private Cells() {}

  /** A Python notebook of these cells behind those the oracles need. */
  static String attacked(String... cells) {
    List<String> all = new ArrayList<>(ORACLE);
    all.addAll(List.of(cells));
    return notebook("python3", "python", all);
  }

  /** A Python notebook of these cells only. */
  static String python(String... cells) {
    return notebook("python3", "python", List.of(cells));
  }

  static String notebook(String kernel, String language, List<String> sources) {
    JsonArray cells = new JsonArray();
    sources.forEach(source -> cells.add(cell(source)));
    JsonObject metadata = new JsonObject()
        .put("kernelspec", new JsonObject().put("name", kernel).put("display_name", kernel))
        .put("language_info", new JsonObject().put("name", language));
    return new JsonObject()
        .put("cells", cells)
        .put("metadata", metadata)
        .put("nbformat", 4)
        .put("nbformat_minor", 4)
        .encode();
  }

  private static JsonObject cell(String source) {
    return new JsonObject()
        .put("cell_type", "code")
        .put("metadata", new JsonObject())
        .put("outputs", new JsonArray())
        .putNull("execution_count")
        .put("source", source);
  }
}
