package dev.cellroute.environment;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.Command;
import dev.cellroute.kernelspec.Command.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one environment: an empty one, filled, tried out, marked as complete. What fails on the way
 * is removed again. All of it has one time limit. Blocks; the caller holds the folder's lock.
 */
final class Making {
  /** Settings of the caller's Python that would send packages elsewhere or hide ours. */
  private static final Set<String> MISLEADING = Set.of(
      "PYTHONHOME",
      "PYTHONPATH",
      "PIP_TARGET",
      "PIP_PREFIX",
      "PIP_ROOT",
      "VIRTUAL_ENV",
      "CONDA_PREFIX",
      "__PYVENV_LAUNCHER__");

  /** What is made of what, and where. */
  record Plan(EnvironmentFolder folder, Installer installer, Requirements requirements) {}

  private final Plan plan;
  private final Map<String, String> environment;
  private final Duration limit;
  private final Progress progress;
  private final long begin = System.nanoTime();

  Making(Plan plan, Map<String, String> environment, Duration limit, Progress progress) {
    this.plan = plan;
    this.environment = cleaned(environment);
    this.limit = limit;
    this.progress = progress;
  }

  void run() throws IOException {
    progress.announce("making a Python environment with " + contents() + " (once; kept in "
        + Folders.shown(plan.folder().path()) + ")");
    try {
      fill();
      plan.folder().complete(plan.installer().python());
      progress.announce("Python environment made in " + progress.seconds() + "s");
    } catch (IOException | RuntimeException e) {
      discard(e);
      throw e;
    }
  }

  private void fill() throws IOException {
    plan.folder().clear();
    step(plan.installer().create(plan.folder().path()));
    step(plan.installer().install(plan.folder().path(), plan.requirements()));
    step(List.of(Installer.interpreter(plan.folder().path()).toString(), "-c", "import ipykernel"));
  }

  private void step(List<String> words) {
    Duration left = limit.minusNanos(System.nanoTime() - begin);
    Result result = new Command(words, environment, plan.folder().parent()).run(left, progress);
    if (result.end() == Result.End.TIMED_OUT) {
      throw new GatewayException(
          ErrorCode.KERNEL_START_FAILED,
          "the Python environment was not made within " + limit.toSeconds()
              + "s; see the key environment.timeout");
    }
    if (!result.isSuccess()) {
      throw InstallFailure.of(result.lines(), plan.requirements());
    }
  }

  private void discard(Exception reason) {
    try {
      plan.folder().clear();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private String contents() {
    int count = plan.requirements().wishes().size();
    return switch (count) {
      case 0 -> "ipykernel";
      case 1 -> "ipykernel and 1 requirement";
      default -> "ipykernel and " + count + " requirements";
    };
  }

  private static Map<String, String> cleaned(Map<String, String> environment) {
    Map<String, String> cleaned = new HashMap<>(environment);
    cleaned.keySet().removeAll(MISLEADING);
    cleaned.put("PIP_USER", "0");
    cleaned.put("PYTHONUNBUFFERED", "1");
    cleaned.put("NO_COLOR", "1");
    return cleaned;
  }
}
