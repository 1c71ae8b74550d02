package dev.cellroute.output;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One thing in several forms, as a kernel sends it (Jupyter messaging, "display_data"): MIME type
 * to value, in the kernel's order. A value is a string (text, or base64 for binary types) or, for
 * JSON types, any JSON value as Vert.x JSON holds it.
 */
public record MimeBundle(Map<String, Object> data) {
  public static final MimeBundle EMPTY = new MimeBundle(Map.of());

  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  public Optional<Object> value(String mimeType) {
    return Optional.ofNullable(data.get(mimeType));
  }

  public boolean isEmpty() {
    return data.isEmpty();
  }
}
