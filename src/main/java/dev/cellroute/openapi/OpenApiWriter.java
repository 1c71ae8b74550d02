package dev.cellroute.openapi;

import dev.cellroute.openapi.SwaggerWriter.Section;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Writes an OpenAPI 3.1 document of what is served: titled after the notebooks, with the same paths
 * as {@link SwaggerWriter}. What a notebook does not declare, such as the form of an answer, is not
 * in it. Pure.
 */
public final class OpenApiWriter {
  private OpenApiWriter() {}

  /** The document of all sections; {@code server} is the URL that the paths come behind. */
  public static JsonObject write(String server, List<Section> sections) {
    String title = SwaggerWriter.title(sections);
    return new JsonObject()
        .put("openapi", "3.1.0")
        .put("info", new JsonObject().put("title", title).put("version", SwaggerWriter.VERSION))
        .put("servers", new JsonArray().add(new JsonObject().put("url", server)))
        .put("paths", SwaggerWriter.paths(sections, OpenApiWriter::typed));
  }

  private static JsonObject typed(JsonObject parameter) {
    return parameter.put("schema", new JsonObject().put("type", "string"));
  }
}
