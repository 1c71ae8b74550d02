package dev.cellroute.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Notebook files for real Python kernels, made of the sources of their code cells. */
public final class PythonNotebook {
  private PythonNotebook() {}

  public static Path write(Path file, List<String> sources) throws IOException {
    return Files.writeString(file, text(sources));
  }

  static String text(List<String> sources) {
    JsonArray cells = new JsonArray();
    sources.forEach(source -> cells.add(cell(cells.size(), source)));
    JsonObject metadata = new JsonObject()
        .put("kernelspec", new JsonObject().put("name", "python3").put("display_name", "Python"))
        .put("language_info", new JsonObject().put("name", "python"));
    return new JsonObject()
        .put("cells", cells)
        .put("metadata", metadata)
        .put("nbformat", 4)
        .put("nbformat_minor", 5)
        .encode();
  }

  private static JsonObject cell(int number, String source) {
    return new JsonObject()
        .put("cell_type", "code")
        .put("id", "cell-" + number)
        .put("metadata", new JsonObject())
        .put("outputs", new JsonArray())
        .putNull("execution_count")
        .put("source", source);
  }
}
