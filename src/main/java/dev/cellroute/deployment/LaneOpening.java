package dev.cellroute.deployment;

import dev.cellroute.config.LanePreference;
import dev.cellroute.endpoint.Endpoint;
import dev.cellroute.endpoint.NotebookApi;
import dev.cellroute.endpoint.Program;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.Location;
import dev.cellroute.kernel.Kernel;
import dev.cellroute.kernel.Lane;
import dev.cellroute.kernel.LaneProgram;
import dev.cellroute.kernel.LaneProgram.Way;
import dev.cellroute.kernel.Lanes;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Opens the lane of each of a notebook's kernels when its setup has ended, as far as the operator
 * wants one and the language has one. What does not go the way that was asked for is told once, not
 * once a kernel. Used on one event loop.
 */
final class LaneOpening {
  /** How a kernel says that a cell is no Python: an error of its compiler, with the cell's line. */
  private static final Pattern NOT_COMPILED = Pattern.compile(".*Error: .* \\(line \\d+\\)");

  private final Lanes lanes;
  private final LanePreference preference;
  private final NotebookApi api;
  private final LanguageSupport support;
  private final DeploymentListener listener;
  private final List<LaneProgram> programs;
  private final Set<String> told = new HashSet<>();
  private LaneUse use = LaneUse.JUPYTER;

  LaneOpening(
      Lanes lanes,
      LanePreference preference,
      NotebookApi api,
      LanguageSupport support,
      DeploymentListener listener) {
    this.lanes = lanes;
    this.preference = preference;
    this.api = api;
    this.support = support;
    this.listener = listener;
    programs = api.endpoints().stream().map(this::program).toList();
  }

  /** The kernel to lend; fails only where the operator insists on the resident lane. */
  Future<Kernel> open(Kernel kernel) {
    if (preference == LanePreference.JUPYTER) {
      noteOverlap("the notebook goes the jupyter lane");
      return Future.succeededFuture(kernel);
    }
    if (!support.hasResidentLane()) {
      noteLanguage();
      noteOverlap("there is no resident lane for its kernel");
      return Future.succeededFuture(kernel);
    }
    return lanes
        .open(kernel, programs)
        .onSuccess(this::note)
        .recover(failure -> notOpened(kernel, failure));
  }

  /** How the kernels opened so far are called. */
  LaneUse use() {
    return use;
  }

  private LaneProgram program(Endpoint endpoint) {
    Program info = endpoint.responseInfoProgram();
    return new LaneProgram(
        api.notebook().name() + " " + route(endpoint),
        endpoint.program().source(),
        info.isEmpty() ? Optional.empty() : Optional.of(info.source()),
        endpoint.options().concurrency(),
        endpoint.options().lane() == LanePreference.JUPYTER ? Way.STANDARD : Way.LANE);
  }

  private void noteLanguage() {
    if (preference == LanePreference.RESIDENT) {
      tell(Diagnostic.warning(
          "no-resident-lane",
          "there is no resident lane for its kernel; its endpoints go the jupyter lane",
          whole()));
    }
  }

  private Future<Kernel> notOpened(Kernel kernel, Throwable failure) {
    if (preference == LanePreference.RESIDENT) {
      return Future.failedFuture(failure);
    }
    tell(Diagnostic.warning(
            "lane-not-opened",
            failure.getMessage() + "; its endpoints go the jupyter lane",
            whole())
        .withHelp("lane: jupyter (--lane jupyter) does not try"));
    noteOverlap("the notebook goes the jupyter lane");
    return Future.succeededFuture(kernel);
  }

  private void note(Kernel kernel) {
    kernel.lane().ifPresent(lane -> {
      use = use(lane);
      IntStream.range(0, programs.size()).forEach(number -> noteRefusal(lane, number));
      overlapping()
          .filter(number -> !lane.takes(number))
          .findFirst()
          .ifPresent(
              number -> noteOverlap(route(api.endpoints().get(number)) + " goes the jupyter lane"));
    });
  }

  /** The endpoints that declare that their calls may overlap. */
  private IntStream overlapping() {
    return IntStream.range(0, programs.size())
        .filter(number -> programs.get(number).concurrency() > 1);
  }

  private void noteOverlap(String why) {
    overlapping()
        .findFirst()
        .ifPresent(number -> tell(Diagnostic.warning(
            "no-overlap",
            "concurrency: %d of %s has no effect: %s"
                .formatted(
                    programs.get(number).concurrency(), route(api.endpoints().get(number)), why),
            whole())));
  }

  private LaneUse use(Lane lane) {
    long taken = IntStream.range(0, programs.size()).filter(lane::takes).count();
    if (taken == programs.size()) {
      return LaneUse.RESIDENT;
    }
    return taken == 0 ? LaneUse.JUPYTER : LaneUse.MIXED;
  }

  private void noteRefusal(Lane lane, int number) {
    if (programs.get(number).way() == Way.LANE) {
      Endpoint endpoint = api.endpoints().get(number);
      lane.refusal(number).ifPresent(why -> tell(refused(endpoint, why)));
    }
  }

  private Diagnostic refused(Endpoint endpoint, String why) {
    Location place = Location.cell(api.notebook().name(), endpoint.cell(), 1, 0);
    return NOT_COMPILED.matcher(why).matches()
        ? Diagnostic.warning(
            "syntax-error", route(endpoint) + " fails with every call: " + why, place)
        : Diagnostic.warning(
            "jupyter-lane", route(endpoint) + " goes the jupyter lane: " + why, place);
  }

  private void tell(Diagnostic warning) {
    if (told.add(warning.location() + warning.code())) {
      listener.warned(warning);
    }
  }

  private static String route(Endpoint endpoint) {
    return endpoint.verb() + " " + endpoint.path();
  }

  private Location whole() {
    return Location.file(api.notebook().name());
  }
}
