package dev.cellroute.kernel.resident;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What the lane is made of in a kernel, as Python: a loader, which is executed there, and the
 * modules it is given. Nothing of it needs a file where the kernel runs.
 */
record LaneScript(String loader, List<Module> modules) {
  /** One file of it. */
  record Module(String name, String source) {}

  private static final String LOADER = "resident.py";

  /** The names of the modules, in the order in which they are run. */
  private static final String MODULES = "modules.txt";

  LaneScript {
    modules = List.copyOf(modules);
  }

  /** The one that is in the jar. Blocks shortly. */
  static LaneScript load() {
    return new LaneScript(
        resource(LOADER), resource(MODULES).lines().map(LaneScript::module).toList());
  }

  /** A pair of texts for each module. */
  JsonArray json() {
    return new JsonArray(modules.stream()
        .map(module -> new JsonArray(List.of(module.name(), module.source())))
        .toList());
  }

  private static Module module(String name) {
    return new Module(name, resource(name + ".py"));
  }

  private static String resource(String name) {
    try (InputStream stream = LaneScript.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
