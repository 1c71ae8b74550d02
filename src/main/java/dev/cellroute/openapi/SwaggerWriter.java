package dev.cellroute.openapi;

import static java.util.Objects.requireNonNull;

import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.PathTemplate;
import dev.cellroute.endpoint.PathTemplate.Segment;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Writes a Swagger 2.0 document of what is served, as Kernel Gateway's clients expect it: titled
 * after the notebook, version {@code 0.0.0}, each response described as {@code Success}. Unlike
 * there, path parameters are templates with their declarations, and only served routes are listed.
 * Pure.
 */
public final class SwaggerWriter {
  static final String VERSION = "0.0.0";

  private SwaggerWriter() {}

  /** A notebook's endpoints under a prefix that is empty or begins with a slash. */
  public record Section(String prefix, NotebookApi api) {
    public Section {
      requireNonNull(prefix, "prefix");
      requireNonNull(api, "api");
    }
  }

  /** The document of all sections; {@code basePath} is empty or begins with a slash. */
  public static JsonObject write(String basePath, List<Section> sections) {
    return new JsonObject()
        .put("swagger", "2.0")
        .put("info", new JsonObject().put("version", VERSION).put("title", title(sections)))
        .put("basePath", basePath.isEmpty() ? "/" : basePath)
        .put("paths", paths(sections, SwaggerWriter::typed));
  }

  static String title(List<Section> sections) {
    return sections.stream()
        .map(section -> section.api().notebook().title())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** The paths and their operations; {@code typed} says in its own way that one is a string. */
  static JsonObject paths(List<Section> sections, UnaryOperator<JsonObject> typed) {
    // Swagger knows one path of a shape, so /a/{x} and /a/{y} are written under the first name.
    Map<String, Path> shapes = new LinkedHashMap<>();
    JsonObject paths = new JsonObject();
    for (Section section : sections) {
      for (Endpoint endpoint : section.api().endpoints()) {
        Path path = Path.of(section.prefix(), endpoint.path());
        Path first = shapes.computeIfAbsent(path.shape(), unused -> path);
        JsonObject item = paths.getJsonObject(first.text(), new JsonObject());
        String verb = endpoint.verb().name().toLowerCase(Locale.ROOT);
        if (!item.containsKey(verb)) {
          item.put(verb, operation(endpoint, first, typed));
        }
        paths.put(first.text(), item);
      }
    }
    return paths;
  }

  private static JsonObject operation(
      Endpoint endpoint, Path path, UnaryOperator<JsonObject> typed) {
    JsonObject operation = new JsonObject();
    if (!endpoint.summary().isEmpty()) {
      operation.put("summary", endpoint.summary());
    }
    if (!path.names().isEmpty()) {
      operation.put("parameters", parameters(path.names(), typed));
    }
    JsonObject success = new JsonObject().put("description", "Success");
    return operation.put("responses", new JsonObject().put("200", success));
  }

  private static JsonArray parameters(List<String> names, UnaryOperator<JsonObject> typed) {
    JsonArray parameters = new JsonArray();
    names.forEach(name -> parameters.add(
        typed.apply(new JsonObject().put("name", name).put("in", "path").put("required", true))));
    return parameters;
  }

  private static JsonObject typed(JsonObject parameter) {
    return parameter.put("type", "string");
  }

  /** A path in Swagger's notation; two paths that match the same have the same shape. */
  private record Path(String text, String shape, List<String> names) {
    static Path of(String prefix, PathTemplate template) {
      return new Path(
          prefix + template.segments().stream().map(Path::text).collect(Collectors.joining()),
          prefix + template.segments().stream().map(Path::shape).collect(Collectors.joining()),
          template.segments().stream()
              .map(Path::name)
              .filter(name -> !name.isEmpty())
              .toList());
    }

    private static String text(Segment segment) {
      String name = name(segment);
      return "/" + (name.isEmpty() ? literal(segment) : "{" + name + "}");
    }

    private static String shape(Segment segment) {
      return "/" + (name(segment).isEmpty() ? literal(segment) : "{}");
    }

    private static String name(Segment segment) {
      if (segment instanceof Segment.Parameter parameter) {
        return parameter.name();
      }
      return segment instanceof Segment.Rest rest ? rest.name() : "";
    }

    // A brace of the notebook's own would read as a template.
    private static String literal(Segment segment) {
      return segment instanceof Segment.Literal literal
          ? literal.text().replace("{", "%7B").replace("}", "%7D")
          : "";
    }
  }
}
