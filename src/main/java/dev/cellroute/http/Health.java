package dev.cellroute.http;

import dev.cellroute.invocation.Response;
import dev.cellroute.pool.PoolSnapshot;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Answers probes. Live means that this answer was given; ready means that every notebook has a
 * kernel that could run a call, now or after the one it runs. Both are open to everybody and tell
 * no secrets.
 */
final class Health {
  /** Not why: a kernel's own words may hold paths and values, and everybody may ask. */
  private static final String FAILED = "the last start of a kernel failed; the log says why";

  private final List<Served> notebooks;

  Health(List<Served> notebooks) {
    this.notebooks = List.copyOf(notebooks);
  }

  Response live() {
    return Answers.json(200, new JsonObject().put("status", "live"));
  }

  Response ready() {
    JsonArray entries = new JsonArray();
    boolean ready = true;
    for (Served notebook : notebooks) {
      PoolSnapshot pool = notebook.pool().get();
      ready &= pool.isReady();
      entries.add(entry(notebook, pool));
    }
    JsonObject report =
        new JsonObject().put("status", ready ? "ready" : "unready").put("notebooks", entries);
    return ready
        ? Answers.json(200, report)
        : Answers.with(Answers.json(503, report), "Retry-After", "1");
  }

  private static JsonObject entry(Served notebook, PoolSnapshot pool) {
    return new JsonObject()
        .put("notebook", notebook.name())
        .put("mount", notebook.mount())
        .put("ready", pool.isReady())
        .put("reason", reason(pool))
        .put("kernels", pool.size())
        .put("idle", pool.idle())
        .put("busy", pool.busy())
        .put("starting", pool.starting())
        .put("waiting", pool.waiting())
        .put("restarts", pool.restarts());
  }

  private static String reason(PoolSnapshot pool) {
    if (pool.isReady()) {
      return "";
    }
    return pool.lastFailure().isEmpty() ? "starting" : FAILED;
  }
}
