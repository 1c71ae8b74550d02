package dev.cellroute.deployment;

import dev.cellroute.config.KernelCount;
import dev.cellroute.config.NotebookConfig;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notebooks and what belongs to them, made in a line. */
final class Notebooks {

  private Notebooks() {}

  static NotebookConfig config(String source) {
    return new NotebookConfig(
        source,
        Selection.NAMED,
        "/",
        Optional.empty(),
        KernelCount.of(1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** The same, come upon in a directory. */
  static NotebookConfig found(NotebookConfig config) {
    return new NotebookConfig(
        config.source(),
        Selection.FOUND,
        config.mount(),
        config.kernel(),
        config.kernels(),
        config.requirements(),
        config.commentPrefix(),
        config.requestEncoder(),
        config.environment());
  }

  static NotebookConfig withKernel(NotebookConfig config, String kernel) {
    return new NotebookConfig(
        config.source(),
        config.selection(),
        config.mount(),
        Optional.of(kernel),
        config.kernels(),
        config.requirements(),
        config.commentPrefix(),
        config.requestEncoder(),
        config.environment());
  }

  static NotebookConfig withRequirements(NotebookConfig config, Path requirements) {
    return new NotebookConfig(
        config.source(),
        config.selection(),
        config.mount(),
        config.kernel(),
        config.kernels(),
        Optional.of(requirements),
        config.commentPrefix(),
        config.requestEncoder(),
        config.environment());
  }

  static Notebook notebook(String name, String kernel, String language, String... sources) {
    List<Cell> cells = new ArrayList<>();
    for (String source : sources) {
      cells.add(new Cell(cells.size() + 1, Cell.Type.CODE, source, List.of()));
    }
    return new Notebook(name, Path.of("."), kernel, language, cells, Buffer.buffer());
  }

  /** An API whose cells are all setup cells. */
  static NotebookApi setup(String name, String... sources) {
    Notebook notebook = notebook(name, "python3", "python", sources);
    return new NotebookApi(notebook, List.of(), notebook.cells(), List.of());
  }

  /** Writes a Python notebook of code cells. */
  static NotebookConfig write(Path directory, String name, String kernel, String... sources) {
    JsonArray cells = new JsonArray();
    for (String source : sources) {
      cells.add(new JsonObject()
          .put("cell_type", "code")
          .put("id", "cell" + cells.size())
          .put("metadata", new JsonObject())
          .put("outputs", new JsonArray())
          .putNull("execution_count")
          .put("source", source));
    }
    JsonObject kernelspec = new JsonObject().put("name", kernel).put("display_name", kernel);
    JsonObject metadata = new JsonObject()
        .put("kernelspec", kernelspec)
        .put("language_info", new JsonObject().put("name", "python"));
    JsonObject notebook = new JsonObject()
        .put("cells", cells)
        .put("metadata", metadata)
        .put("nbformat", 4)
        .put("nbformat_minor", 5);
    Path file = directory.resolve(name);
    try {
      Files.writeString(file, notebook.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config(file.toString());
  }
}
