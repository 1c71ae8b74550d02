package dev.cellroute.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.Verb;
import dev.cellroute.notebook.Cell;
import dev.cellroute.notebook.Notebook;
import dev.cellroute.openapi.SwaggerWriter.Section;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SwaggerWriterTest {
  @Test
  void everyRouteIsAnOperationWithItsParametersAndSummary() {
    NotebookApi api = api(
        "plants.v2.ipynb",
        endpoint(Verb.GET, "/plants/:id/*rest", "One plant"),
        endpoint(Verb.DELETE, "/plants/:key/*more", ""),
        endpoint(Verb.GET, "/", ""));

    assertThat(SwaggerWriter.write("", List.of(new Section("", api))))
        .isEqualTo(new JsonObject("""
            {
              "swagger": "2.0",
              "info": {"version": "0.0.0", "title": "plants"},
              "basePath": "/",
              "paths": {
                "/plants/{id}/{rest}": {
                  "get": {
                    "summary": "One plant",
                    "parameters": [
                      {"name": "id", "in": "path", "required": true, "type": "string"},
                      {"name": "rest", "in": "path", "required": true, "type": "string"}
                    ],
                    "responses": {"200": {"description": "Success"}}
                  },
                  "delete": {
                    "parameters": [
                      {"name": "id", "in": "path", "required": true, "type": "string"},
                      {"name": "rest", "in": "path", "required": true, "type": "string"}
                    ],
                    "responses": {"200": {"description": "Success"}}
                  }
                },
                "/": {"get": {"responses": {"200": {"description": "Success"}}}}
              }
            }
            """));
  }

  @Test
  void severalNotebooksAreOneDocument() {
    Section left = new Section("/garden", api("left.ipynb", endpoint(Verb.GET, "/a", "first")));
    Section right = new Section("", api("right.ipynb", endpoint(Verb.GET, "/garden/a", "second")));

    JsonObject document = SwaggerWriter.write("/x", List.of(left, right));

    assertThat(document.getString("basePath")).isEqualTo("/x");
    assertThat(document.getJsonObject("info").getString("title")).isEqualTo("left, right");
    assertThat(document.getJsonObject("paths")).isEqualTo(new JsonObject("""
            {"/garden/a":
              {"get": {"summary": "first", "responses": {"200": {"description": "Success"}}}}}
            """));
  }

  static Endpoint endpoint(Verb verb, String path, String summary) {
    Cell cell = new Cell(1, Cell.Type.CODE, "", List.of());
    return new Endpoint(verb, PathTemplate.parse(path), summary, List.of(cell), List.of());
  }

  static NotebookApi api(String name, Endpoint... endpoints) {
    Notebook notebook =
        new Notebook(name, Path.of(""), "python3", "python", List.of(), Buffer.buffer());
    return new NotebookApi(notebook, List.of(endpoints), List.of(), List.of());
  }
}
