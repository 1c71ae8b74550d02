package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.PercentText.Plus;
import dev.cellroute.invocation.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.MimeMapping;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Kernel Gateway's folder under {@code /public}. A file is served when its real path, links
 * followed, is inside the folder's real path; everything else is not found. Files are read whole on
 * a worker thread, up to a limit.
 */
final class StaticFiles {
  private static final long LARGEST = 64L * 1024 * 1024;
  private static final boolean ANY_ORDER = false;

  private final Vertx vertx;
  private final Path root;

  StaticFiles(Vertx vertx, Path root) {
    this.vertx = requireNonNull(vertx, "vertx");
    this.root = requireNonNull(root, "root");
  }

  /**
   * The file at a path, percent-encoded and relative to the folder; fails with {@code NOT_FOUND}.
   */
  Future<Response> answer(String rawPath) {
    String path = PercentText.decode(rawPath, Plus.PLUS, UTF_8, "path");
    return vertx
        .executeBlocking(() -> read(path), ANY_ORDER)
        .map(bytes -> Answers.of(200, type(path), bytes));
  }

  private Buffer read(String path) throws IOException {
    try {
      Path folder = root.toRealPath();
      Path file = folder.resolve(path).toRealPath();
      if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        throw notFound();
      }
      return Buffer.buffer(Files.readAllBytes(file));
    } catch (FileSystemException | InvalidPathException e) {
      throw notFound();
    }
  }

  private static GatewayException notFound() {
    return new GatewayException(ErrorCode.NOT_FOUND, "there is no such file");
  }

  private static String type(String path) {
    String type = MimeMapping.mimeTypeForFilename(path);
    if (type == null) {
      return "application/octet-stream";
    }
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }
}
