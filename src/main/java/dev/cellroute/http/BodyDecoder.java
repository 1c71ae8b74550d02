package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.config.Compatibility;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.MultipartParser.Part;
import dev.cellroute.invocation.Body;
import dev.cellroute.output.MimeType;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The bytes of a request by their content type: JSON, form, multipart form, text, or anything else.
 * Pure but for {@link #multipart}, which blocks. Throws {@code BAD_REQUEST} or
 * {@code UNSUPPORTED_MEDIA_TYPE}.
 */
final class BodyDecoder {
  private static final MimeType FORM = new MimeType("application", "x-www-form-urlencoded");
  private static final MimeType MULTIPART = new MimeType("multipart", "form-data");

  private final Compatibility compatibility;
  private final Supplier<Path> uploads;

  BodyDecoder(Compatibility compatibility, Supplier<Path> uploads) {
    this.compatibility = requireNonNull(compatibility, "compatibility");
    this.uploads = requireNonNull(uploads, "uploads");
  }

  /** A body as read, and the files that came with it, which the caller discards. */
  record Decoded(Body body, Optional<Uploads> uploads) {
    static Decoded of(Body body) {
      return new Decoded(body, Optional.empty());
    }
  }

  static boolean isMultipart(ContentType type) {
    return type.type().equals(MULTIPART);
  }

  Decoded decode(ContentType type, Buffer bytes) {
    return isMultipart(type) ? multipart(type, bytes) : Decoded.of(plain(type, bytes));
  }

  private Body plain(ContentType type, Buffer bytes) {
    if (!type.isAbsent() && type.type().isJson()) {
      return json(type, bytes);
    }
    if (type.type().equals(FORM)) {
      String raw = bytes.toString(ISO_8859_1);
      return new Body.Form(Arguments.parse(raw, type.charset(), "form field"), List.of());
    }
    if (bytes.length() == 0) {
      return Body.Text.EMPTY;
    }
    return type.isAbsent() || type.type().isText()
        ? new Body.Text(text(type, bytes))
        : new Body.Binary(bytes);
  }

  private Body json(ContentType type, Buffer bytes) {
    try {
      return type.charset().equals(UTF_8) ? Body.json(bytes) : Body.json(text(type, bytes));
    } catch (GatewayException e) {
      if (compatibility == Compatibility.JKG && e.code() == ErrorCode.BAD_REQUEST) {
        return new Body.Text(text(type, bytes));
      }
      throw e;
    }
  }

  private static String text(ContentType type, Buffer bytes) {
    return PercentText.text(ByteBuffer.wrap(bytes.getBytes()), type.charset(), "body");
  }

  private Decoded multipart(ContentType type, Buffer bytes) {
    String boundary = type.parameter("boundary")
        .orElseThrow(() -> new GatewayException(
            ErrorCode.BAD_REQUEST, "multipart body: the Content-Type has no boundary"));
    List<Part> parts = MultipartParser.parse(bytes.getBytes(), boundary);
    Map<String, List<String>> fields = fields(parts);
    List<Part> files = parts.stream()
        .filter(part -> part.kind() == Part.Kind.FILE && !part.isUnused())
        .toList();
    if (files.isEmpty()) {
      return Decoded.of(new Body.Form(fields, List.of()));
    }
    Uploads kept = Uploads.keep(uploads.get(), files);
    return new Decoded(new Body.Form(fields, kept.files()), Optional.of(kept));
  }

  private static Map<String, List<String>> fields(List<Part> parts) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (Part part : parts) {
      if (part.kind() == Part.Kind.FIELD) {
        fields.computeIfAbsent(part.name(), unused -> new ArrayList<>(1)).add(value(part));
      }
    }
    return fields;
  }

  private static String value(Part part) {
    Charset charset = part.type().charset();
    return PercentText.text(part.content(), charset, "form field '" + part.name() + "'");
  }
}
