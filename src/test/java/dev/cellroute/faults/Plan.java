package dev.cellroute.faults;

import dev.cellroute.config.LanePreference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a gateway under attack serves and how: notebooks by file name (other files may be among
 * them), settings by key, the way into its kernels, and what the oracles expect of it.
 */
record Plan(
    Map<String, String> files,
    Map<String, String> settings,
    LanePreference lane,
    Expected expected) {

  /**
   * What is right for this gateway: its kernels, how long it may take to serve again, the headers
   * of an oracle's request, and what no log line may hold.
   */
  record Expected(int kernels, Duration recovery, List<String> headers, List<String> secrets) {
    Expected {
      headers = List.copyOf(headers);
      secrets = List.copyOf(secrets);
    }
  }

  Plan {
    files = Map.copyOf(files);
    settings = Map.copyOf(settings);
  }

  /** One kernel, the oracle's cells and these. */
  static Plan of(String... cells) {
    return new Plan(
        Map.of("attacked.ipynb", Cells.attacked(cells)),
        Map.of(),
        LanePreference.AUTO,
        new Expected(1, Duration.ofSeconds(20), List.of(), List.of()));
  }

  Plan with(String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return new Plan(files, more, lane, expected);
  }

  Plan withFile(String name, String content) {
    Map<String, String> more = new HashMap<>(files);
    more.put(name, content);
    return new Plan(more, settings, lane, expected);
  }

  /** These files and no others. */
  Plan withFiles(Map<String, String> only) {
    return new Plan(only, settings, lane, expected);
  }

  /** Kernels of the attacked notebook. */
  Plan withKernels(int kernels) {
    return with("notebooks[].kernels", Integer.toString(kernels)).withAllKernels(kernels);
  }

  /** Kernels of all notebooks together. */
  Plan withAllKernels(int kernels) {
    return new Plan(
        files,
        settings,
        lane,
        new Expected(kernels, expected.recovery(), expected.headers(), expected.secrets()));
  }

  /** A token that clients must show and no log may. */
  Plan withToken(String token) {
    Expected same = new Expected(
        expected.kernels(),
        expected.recovery(),
        List.of("Authorization: Bearer " + token),
        List.of(token));
    return new Plan(files, settings, lane, same).with("http.token", token);
  }

  Plan on(LanePreference way) {
    return new Plan(files, settings, way, expected);
  }
}
