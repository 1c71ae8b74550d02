package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** A request's body, already read by its content type. */
public sealed interface Body {
  /**
   * Reads a body declared as JSON: UTF-8, a byte order mark tolerated, exactly one value. An empty
   * body is the empty text. Throws {@code BAD_REQUEST} for anything else.
   */
  static Body json(Buffer utf8) {
    return json(JsonSyntax.decode(utf8));
  }

  /** Reads the text of a body declared as JSON, see {@link #json(Buffer)}. */
  static Body json(String text) {
    String bare = JsonSyntax.withoutMark(text);
    if (bare.isEmpty()) {
      return Text.EMPTY;
    }
    JsonSyntax.check(bare);
    return new Json(bare);
  }

  /** Text of any kind; an absent or empty body is the empty text. */
  record Text(String text) implements Body {
    public static final Text EMPTY = new Text("");

    public Text {
      requireNonNull(text, "text");
    }
  }

  /**
   * One JSON value in the client's own words, so that every digit of a number survives. Made by
   * {@link Body#json}, which has checked the text; nobody parses it again before the cell does.
   */
  record Json(String text) implements Body {
    public Json {
      requireNonNull(text, "text");
    }
  }

  /** Fields of a form, url-encoded or multipart, and the files that came with it. */
  record Form(Map<String, List<String>> fields, List<UploadedFile> files) implements Body {
    public Form {
      requireNonNull(fields, "fields");
      files = List.copyOf(files);
    }
  }

  /** Anything else, handed to the cell as base64. */
  record Binary(Buffer bytes) implements Body {
    public Binary {
      requireNonNull(bytes, "bytes");
    }
  }

  /** A file of a multipart form, kept on disk at {@code path} until the answer is sent. */
  record UploadedFile(String name, String filename, String contentType, long size, String path) {
    public UploadedFile {
      requireNonNull(name, "name");
      requireNonNull(filename, "filename");
      requireNonNull(contentType, "contentType");
      requireNonNull(path, "path");
    }
  }
}
