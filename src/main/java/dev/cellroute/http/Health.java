package dev.cellroute.http;

import static java.util.Objects.requireNonNull;

import dev.cellroute.invocation.Response;
import dev.cellroute.pool.PoolSnapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Answers probes. Live means that this answer was given; ready means that every notebook has a
 * kernel that could run a call, now or after the one it runs, and that the server takes calls. Both
 * are open to everybody and tell no secrets.
 */
final class Health {
  /** Not why: a kernel's own words may hold paths and values, and everybody may ask. */
  private static final String FAILED = "the last start of a kernel failed; the log says why";

  private static final String NOT_RELOADED =
      "a newer version of the notebook is not served; the log says why";

  private static final String DEGRADED =
      "degraded: its kernels keep failing, one start is tried each half minute; the log says why";

  private final List<Served> notebooks;
  private final Door door;

  Health(List<Served> notebooks, Door door) {
    this.notebooks = List.copyOf(notebooks);
    this.door = requireNonNull(door, "door");
  }

  Response live() {
    return Answers.json(200, new JsonObject().put("status", "live"));
  }

  Response ready() {
    JsonArray entries = new JsonArray();
    boolean ready = door.isOpen();
    for (Served notebook : notebooks) {
      Optional<PoolSnapshot> pool = notebook.pool().get();
      String reason = reason(notebook, pool);
      ready &= reason.isEmpty();
      entries.add(entry(notebook, pool, reason));
    }
    JsonObject report = new JsonObject().put("status", status(ready)).put("notebooks", entries);
    return ready
        ? Answers.json(200, report)
        : Answers.with(Answers.json(503, report), "Retry-After", "1");
  }

  private String status(boolean ready) {
    if (!door.isOpen()) {
      return "draining";
    }
    return ready ? "ready" : "unready";
  }

  private static JsonObject entry(Served notebook, Optional<PoolSnapshot> pool, String reason) {
    JsonObject entry = new JsonObject()
        .put("notebook", notebook.name())
        .put("mount", notebook.mount())
        .put("ready", reason.isEmpty())
        .put("reason", reason);
    pool.ifPresent(snapshot -> describe(entry, snapshot));
    if (!notebook.warning().isEmpty()) {
      entry.put("reload", notebook.warning()).put("warning", NOT_RELOADED);
    }
    return entry;
  }

  private static void describe(JsonObject entry, PoolSnapshot pool) {
    entry
        .put("kernels", pool.size())
        .put("idle", pool.idle())
        .put("busy", pool.busy())
        .put("starting", pool.starting())
        .put("waiting", pool.waiting())
        .put("restarts", pool.restarts());
  }

  private String reason(Served notebook, Optional<PoolSnapshot> pool) {
    if (!door.isOpen()) {
      return "draining";
    }
    if (notebook.isStarting() || pool.isEmpty()) {
      return "starting";
    }
    return reason(pool.get());
  }

  private static String reason(PoolSnapshot pool) {
    if (pool.isReady()) {
      return "";
    }
    if (pool.isDegraded()) {
      return DEGRADED;
    }
    return pool.lastFailure().isEmpty() ? "starting" : FAILED;
  }
}
