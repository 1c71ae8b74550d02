package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files, looks four times a second whether they have changed, and reads them again when they
 * have; what cannot be read then leaves everything as it was, with a warning, and is tried again
 * with each look. Looking and reading are done on a worker thread, taking over on the event loop it
 * was started on. Files are told apart by time, size and identity, so that a replaced one is seen.
 */
final class FileWatch<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final long PERIOD_MILLIS = 250;
  private static final boolean ANY_ORDER = false;

  private final String what;
  private final Supplier<List<Path>> files;
  private final Supplier<T> reader;
  // Set by whoever reads first, before the watch starts; then of the event loop alone.
  private String known = "";
  private String refused = "";
  private boolean looking;

  /** Which files these are is asked at each look. */
  FileWatch(String what, Supplier<List<Path>> files, Supplier<T> reader) {
    this.what = requireNonNull(what, "what");
    this.files = requireNonNull(files, "files");
    this.reader = requireNonNull(reader, "reader");
  }

  /** Reads for the first time. Blocks. */
  T read() {
    // Before the content: a change in between is seen at the first look.
    known = stamps();
    return reader.get();
  }

  /**
   * Starts looking, until {@code vertx} closes or the timer with the returned id is cancelled;
   * {@code taker} gets what was read again, and may fail as the reading itself.
   */
  long start(Vertx vertx, Function<T, Future<?>> taker) {
    return vertx.setPeriodic(PERIOD_MILLIS, id -> look(vertx, taker));
  }

  private void look(Vertx vertx, Function<T, Future<?>> taker) {
    if (looking) {
      return;
    }
    looking = true;
    vertx
        .executeBlocking(this::stamps, ANY_ORDER)
        .compose(now -> now.equals(known) ? unchanged() : again(vertx, now, taker))
        .onComplete(done -> looking = false);
  }

  private Future<Void> unchanged() {
    refused = "";
    return Future.succeededFuture();
  }

  private Future<Void> again(Vertx vertx, String now, Function<T, Future<?>> taker) {
    return vertx
        .executeBlocking(reader::get, ANY_ORDER)
        .<Void>compose(read -> taker.apply(read).mapEmpty())
        .onSuccess(taken -> taken(now))
        .onFailure(failure -> kept(now, failure));
  }

  private void taken(String now) {
    known = now;
    refused = "";
    LOG.info("read again what={}", what);
  }

  /** The reason may pass, so the next look reads again; it is told once for what the files are. */
  private void kept(String now, Throwable failure) {
    if (!now.equals(refused)) {
      refused = now;
      LOG.warn("kept as before what={} reason={}", what, failure.getMessage());
    }
  }

  /** Blocks. */
  private String stamps() {
    StringBuilder stamps = new StringBuilder();
    files.get().forEach(file -> stamps.append(stamp(file)).append('\n'));
    return stamps.toString();
  }

  private static String stamp(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
    } catch (IOException ignored) {
      // Not there now: when it comes back it is another one.
      return "gone";
    }
  }
}
