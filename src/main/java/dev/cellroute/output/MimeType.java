package dev.cellroute.output;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A MIME type without parameters, in lower case, for example {@code text/html}. Parameters of a
 * header value are cut off by {@link #of}.
 */
public record MimeType(String type, String subtype) {
  public static final MimeType TEXT = new MimeType("text", "plain");
  public static final MimeType JSON = new MimeType("application", "json");
  public static final MimeType OCTETS = new MimeType("application", "octet-stream");

  public MimeType {
    requireNonNull(type, "type");
    requireNonNull(subtype, "subtype");
  }

  /** Reads {@code type/subtype; parameters}; a value without a slash becomes {@link #OCTETS}. */
  public static MimeType of(String value) {
    int semicolon = value.indexOf(';');
    String bare =
        (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    int slash = bare.indexOf('/');
    return slash <= 0 || slash == bare.length() - 1
        ? OCTETS
        : new MimeType(bare.substring(0, slash), bare.substring(slash + 1));
  }

  /** JSON itself or a type with the structured suffix {@code +json} (RFC 6839). */
  public boolean isJson() {
    return equals(JSON) || subtype.endsWith("+json");
  }

  /** Types whose form is text: {@code text/*}, JSON, XML, SVG, JavaScript. */
  public boolean isText() {
    return "text".equals(type)
        || isJson()
        || subtype.endsWith("xml")
        || "javascript".equals(subtype)
        || "x-latex".equals(subtype);
  }

  @Override
  public String toString() {
    return type + "/" + subtype;
  }
}
