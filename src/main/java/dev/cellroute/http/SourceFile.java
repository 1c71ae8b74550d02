package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.invocation.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Serves the notebooks themselves, where that is allowed: the only one, or the one named by
 * {@code ?notebook=}.
 */
final class SourceFile {
  private final List<Served> notebooks;

  SourceFile(List<Served> notebooks) {
    this.notebooks = List.copyOf(notebooks);
  }

  Response answer(Arrival arrival) {
    List<String> wanted = Arguments.parse(arrival.query(), UTF_8, "query parameter")
        .getOrDefault("notebook", List.of());
    if (wanted.isEmpty()) {
      return notebooks.size() == 1 ? content(notebooks.get(0)) : list();
    }
    return notebooks.stream()
        .filter(notebook -> notebook.name().equals(wanted.get(0)))
        .findFirst()
        .map(SourceFile::content)
        .orElseThrow(
            () -> new GatewayException(ErrorCode.NOT_FOUND, "no notebook of that name is served"));
  }

  private static Response content(Served notebook) {
    return Answers.of(200, "application/x-ipynb+json", notebook.api().notebook().content());
  }

  private Response list() {
    JsonArray names = new JsonArray();
    notebooks.forEach(notebook -> names.add(notebook.name()));
    return Answers.json(200, new JsonObject().put("notebooks", names));
  }
}
