package dev.cellroute.invocation;

import static java.util.Objects.requireNonNull;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's body, already read by its content type. */
public sealed interface Body {
  /** Text of any kind; an absent or empty body is the empty text. */
  record Text(String text) implements Body {
    public static final Text EMPTY = new Text("");

    public Text {
      requireNonNull(text, "text");
    }
  }

  /** A parsed JSON value as Vert.x JSON holds it; null is JSON's {@code null}. */
  record Json(@Nullable Object value) implements Body {}

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
