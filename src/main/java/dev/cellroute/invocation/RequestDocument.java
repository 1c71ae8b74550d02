package dev.cellroute.invocation;

import dev.cellroute.invocation.JsonText.Style;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text a cell finds in {@code REQUEST}: Kernel Gateway's four keys first and in its order
 * ({@code body}, {@code args}, {@code path}, {@code headers}), then our own. Written straight into
 * one string of ASCII characters.
 */
final class RequestDocument {
  private static final int USUAL_SIZE = 1024;

  private RequestDocument() {}

  static String of(Invocation invocation) {
    JsonText json = new JsonText(Style.PYTHON, size(invocation));
    json.openObject();
    body(json.name("body"), invocation.body());
    json.name("args");
    lists(json, invocation.query());
    path(json.name("path"), invocation.path());
    headers(json.name("headers"), invocation.headers());
    json.name("method").string(invocation.method());
    json.name("url").string(invocation.url());
    json.name("id").string(invocation.id());
    attachments(json, invocation.body());
    return json.closeObject().toString();
  }

  /** Roughly how long the document will be, in characters. */
  static int size(Invocation invocation) {
    return USUAL_SIZE + textSize(invocation.body());
  }

  private static int textSize(Body body) {
    if (body instanceof Body.Json json) {
      return json.text().length();
    }
    if (body instanceof Body.Binary binary) {
      return binary.bytes().length() / 3 * 4;
    }
    if (body instanceof Body.Form form) {
      return form.fields().values().stream()
          .flatMap(List::stream)
          .mapToInt(String::length)
          .sum();
    }
    return body instanceof Body.Text text ? text.text().length() : 0;
  }

  private static void body(JsonText json, Body body) {
    if (body instanceof Body.Json value) {
      json.raw(value.text());
    } else if (body instanceof Body.Form form) {
      lists(json, form.fields());
    } else if (body instanceof Body.Binary binary) {
      json.string(Base64.getEncoder().encodeToString(binary.bytes().getBytes()));
    } else if (body instanceof Body.Text text) {
      json.string(text.text());
    }
  }

  private static void lists(JsonText json, Map<String, List<String>> lists) {
    json.openObject();
    lists.forEach((name, values) -> json.name(name).strings(values));
    json.closeObject();
  }

  private static void path(JsonText json, Map<String, String> path) {
    json.openObject();
    path.forEach((name, value) -> json.name(name).string(value));
    json.closeObject();
  }

  private static void headers(JsonText json, List<Header> headers) {
    json.openObject();
    byName(headers).forEach((name, values) -> {
      json.name(name);
      if (values.size() == 1) {
        json.string(values.get(0));
      } else {
        json.strings(values);
      }
    });
    json.closeObject();
  }

  private static Map<String, List<String>> byName(List<Header> headers) {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (Header header : headers) {
      byName.computeIfAbsent(header.name(), name -> new ArrayList<>(1)).add(header.value());
    }
    return byName;
  }

  private static void attachments(JsonText json, Body body) {
    if (body instanceof Body.Binary) {
      json.name("body-encoding").string("base64");
    } else if (body instanceof Body.Form form && !form.files().isEmpty()) {
      json.name("files").openArray();
      form.files().forEach(file -> file(json, file));
      json.closeArray();
    }
  }

  private static void file(JsonText json, Body.UploadedFile file) {
    json.openObject();
    json.name("name").string(file.name());
    json.name("filename").string(file.filename());
    json.name("content-type").string(file.contentType());
    json.name("size").number(file.size());
    json.name("path").string(file.path());
    json.closeObject();
  }
}
