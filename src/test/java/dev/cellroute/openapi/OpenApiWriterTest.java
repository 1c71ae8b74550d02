package dev.cellroute.openapi;

import static dev.cellroute.openapi.SwaggerWriterTest.api;
import static dev.cellroute.openapi.SwaggerWriterTest.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.Verb;
import dev.cellroute.openapi.SwaggerWriter.Section;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OpenApiWriterTest {
  @Test
  void everyRouteIsAnOperationBehindTheServer() {
    Section garden =
        new Section("/garden", api("plants.ipynb", endpoint(Verb.GET, "/plants/:id", "One plant")));

    assertThat(OpenApiWriter.write("http://127.0.0.1:8888", List.of(garden)))
        .isEqualTo(new JsonObject("""
            {
              "openapi": "3.1.0",
              "info": {"title": "plants", "version": "0.0.0"},
              "servers": [{"url": "http://127.0.0.1:8888"}],
              "paths": {
                "/garden/plants/{id}": {
                  "get": {
                    "summary": "One plant",
                    "parameters": [
                      {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}
                    ],
                    "responses": {"200": {"description": "Success"}}
                  }
                }
              }
            }
            """));
  }
}
