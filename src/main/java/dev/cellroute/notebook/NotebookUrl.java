package dev.cellroute.notebook;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A URL that names a notebook. Messages show it without what may be secret: user, password and
 * query.
 */
record NotebookUrl(URI uri) {
  static NotebookUrl of(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null) {
        return new NotebookUrl(uri);
      }
    } catch (URISyntaxException ignored) {
      // The exception's own text repeats the whole URL, a password included.
    }
    throw NotebookReader.invalid(publicPart(text), "notebook-not-found", "not a valid URL");
  }

  /** The last segment of the path, or the host where there is none. */
  String name() {
    String path = uri.getPath();
    String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? uri.getHost() : last;
  }

  String shown() {
    return publicPart(uri.toString());
  }

  private static String publicPart(String url) {
    int query = url.indexOf('?');
    String bare = query < 0 ? url : url.substring(0, query);
    int host = Math.max(bare.indexOf("//") + 2, bare.lastIndexOf('@') + 1);
    return bare.substring(0, bare.indexOf("//") + 2) + bare.substring(host);
  }
}
