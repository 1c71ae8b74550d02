package dev.cellroute.notebook;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One walk over a notebook's JSON. What is wrong is noted with its JSON path and the walk goes on
 * with something harmless, so that one reading finds all mistakes; at the end they are thrown
 * together. Used once, by one thread.
 */
final class NotebookJson {
  /** Enough to work with; a file with more mistakes is not a notebook. */
  private static final int MAX_PROBLEMS = 50;

  private static final int BEGIN = 1_024;

  private static final String CONVERT =
      "convert it: jupyter nbconvert --to notebook --nbformat 4 --output NEW.ipynb OLD.ipynb";

  private final String name;
  private final List<Diagnostic> problems = new ArrayList<>();

  NotebookJson(String name) {
    this.name = name;
  }

  Notebook notebook(Path directory, Buffer content) {
    JsonNode root = new JsonNode("$", decode(content), this::problem);
    if (!root.isObject()) {
      problem("not-a-notebook", root.expected("an object with nbformat and cells"));
      throw new InvalidInputException(problems);
    }
    checkFormat(root.field("nbformat"));
    List<Cell> cells = cells(root.field("cells"));
    JsonNode metadata = root.field("metadata").object();
    JsonNode kernelspec = metadata.field("kernelspec").object();
    String kernelName = kernelspec.field("name").text();
    String language = language(metadata.field("language_info").object(), kernelspec);
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return new Notebook(name, directory, kernelName, language, cells, content);
  }

  private Object decode(Buffer content) {
    if (content.length() == 0) {
      throw new InvalidInputException(List.of(notJson("the file is empty", Location.file(name))));
    }
    try {
      Object value = Json.decodeValue(content);
      return value == null ? JsonNode.NULL : value;
    } catch (DecodeException e) {
      throw new InvalidInputException(List.of(syntaxError(e, content)));
    }
  }

  private Diagnostic syntaxError(DecodeException e, Buffer content) {
    if (e.getCause() instanceof StreamConstraintsException limit) {
      return notJson("beyond our limits: " + limit.getOriginalMessage(), Location.file(name));
    }
    if (!beginsLikeANotebook(content)) {
      String message = "not JSON, so no notebook (expected: a .ipynb file)";
      return notJson(message, Location.file(name));
    }
    if (e.getCause() instanceof JsonProcessingException json && json.getLocation() != null) {
      JsonLocation at = json.getLocation();
      Location location = Location.line(name, at.getLineNr(), at.getColumnNr());
      return notJson("not JSON: " + firstSentence(json.getOriginalMessage()), location);
    }
    return notJson("not JSON", Location.file(name));
  }

  /** Of a file of another kind the parser's words would say nothing. */
  private static boolean beginsLikeANotebook(Buffer content) {
    String begin = content.getString(0, Math.min(BEGIN, content.length()));
    return begin.replace("\ufeff", "").stripLeading().startsWith("{");
  }

  private static Diagnostic notJson(String message, Location location) {
    return Diagnostic.error("not-json", message, location);
  }

  /** Without Jackson's remarks on its own source object. */
  private static String firstSentence(String message) {
    int end = message.indexOf(" (start marker at");
    return end < 0 ? message : message.substring(0, end);
  }

  /** An old or unknown format means other fields everywhere, so nothing else is worth saying. */
  private void checkFormat(JsonNode format) {
    if (!format.isNumber(4)) {
      Diagnostic problem =
          Diagnostic.error("notebook-format", format.expected("4"), Location.file(name));
      throw new InvalidInputException(
          List.of(format.isAbsent() ? problem : problem.withHelp(CONVERT)));
    }
  }

  private static String language(JsonNode languageInfo, JsonNode kernelspec) {
    String language = languageInfo.field("name").text();
    return language.isEmpty() ? kernelspec.field("language").text() : language;
  }

  private List<Cell> cells(JsonNode cells) {
    List<Cell> read = new ArrayList<>();
    for (JsonNode cell : cells.required("a list of cells").items("a list of cells")) {
      type(cell)
          .ifPresent(type -> read.add(new Cell(read.size() + 1, type, source(cell), tags(cell))));
    }
    return read;
  }

  private Optional<Cell.Type> type(JsonNode cell) {
    if (!cell.isObject()) {
      problem("notebook-field", cell.expected("an object"));
      return Optional.empty();
    }
    JsonNode type = cell.field("cell_type");
    for (Cell.Type each : Cell.Type.values()) {
      if (type.isText(each.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    problem("notebook-field", type.expected("code, markdown or raw"));
    return Optional.empty();
  }

  private static String source(JsonNode cell) {
    String source = cell.field("source").required("string or list of strings").joinedText();
    return source.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static List<String> tags(JsonNode cell) {
    return cell.field("metadata").object().field("tags").texts("list of strings");
  }

  private void problem(String code, String message) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(Diagnostic.error(code, message, Location.file(name)));
    }
  }
}
