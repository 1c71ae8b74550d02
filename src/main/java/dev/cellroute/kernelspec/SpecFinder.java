package dev.cellroute.kernelspec;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import dev.cellroute.kernelspec.JupyterPaths.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One walk along the search path: the specs by name, the first usable one wins, and what was
 * skipped with the reason. Blocks; used once, by one thread.
 */
final class SpecFinder {
  private static final String NATIVE = "python3";
  private static final Pattern VALID_NAME = Pattern.compile("[a-z0-9._-]+");

  private final Map<String, String> environment;
  private final Map<String, KernelSpec> specs = new LinkedHashMap<>();
  private final List<Diagnostic> problems = new ArrayList<>();

  SpecFinder(Map<String, String> environment) {
    this.environment = environment;
  }

  KernelSpecs search() {
    Optional<Python> python = python();
    KernelCommand command = new KernelCommand(SearchPath.of(environment), python);
    JupyterPaths.of(environment, python).places().forEach(place -> searchIn(place, command));
    python.ifPresent(this::addNative);
    addBundled();
    return new KernelSpecs(List.copyOf(specs.values()), problems);
  }

  private Optional<Python> python() {
    try {
      return Python.onPath(environment);
    } catch (GatewayException e) {
      problem("python-broken", e.detail(), "PATH");
      return Optional.empty();
    }
  }

  private void searchIn(Place place, KernelCommand command) {
    if (!Files.isDirectory(place.kernels())) {
      return;
    }
    try (Stream<Path> folders = Files.list(place.kernels())) {
      folders
          .sorted()
          .filter(folder -> Files.isRegularFile(folder.resolve("kernel.json")))
          .forEach(folder -> read(folder, place, command));
    } catch (IOException e) {
      problem("kernelspec-unreadable", "cannot be listed", place.kernels().toString());
    }
  }

  private void read(Path folder, Place place, KernelCommand command) {
    String name = String.valueOf(folder.getFileName()).toLowerCase(Locale.ROOT);
    Path file = folder.resolve("kernel.json");
    if (!VALID_NAME.matcher(name).matches()) {
      problem("kernelspec-name", "kernel name '" + name + "' (expected: a-z 0-9 . _ -)", file);
    }
    if (specs.containsKey(name)) {
      return;
    }
    try {
      add(name, KernelJson.read(file, name), folder, place, command);
    } catch (InvalidInputException e) {
      problems.addAll(e.diagnostics());
    }
  }

  private void add(String name, KernelJson json, Path folder, Place place, KernelCommand command) {
    Optional<List<String>> words = command.resolve(json.argv(), folder, place.prefix());
    if (words.isEmpty()) {
      problem(
          "kernelspec-program",
          "kernel '" + name + "': its program " + json.argv().get(0) + " does not exist",
          folder.resolve("kernel.json"));
      return;
    }
    specs.put(
        name,
        new KernelSpec(
            name,
            json.displayName(),
            json.language(),
            words.get(),
            filled(json.environment()),
            json.interruptMode(),
            folder,
            place.origin(),
            json.encryption()));
  }

  private Map<String, String> filled(Map<String, String> variables) {
    Map<String, String> filled = new LinkedHashMap<>();
    variables.forEach((name, value) -> filled.put(name, Template.fill(value, environment)));
    return filled;
  }

  /** Jupyter lists the Python it runs on even where no file says so. */
  private void addNative(Python python) {
    python
        .ipykernel()
        .filter(folder -> !specs.containsKey(NATIVE))
        .ifPresent(folder -> specs.put(
            NATIVE,
            new KernelSpec(
                NATIVE,
                "Python 3 (ipykernel)",
                "python",
                List.of(
                    python.executable().toString(),
                    "-m",
                    "ipykernel_launcher",
                    "-f",
                    "{connection_file}"),
                Map.of(),
                KernelSpec.InterruptMode.SIGNAL,
                folder.resolve("resources"),
                "python3 on the PATH")));
  }

  private void addBundled() {
    if (specs.containsKey(BundledJava.NAME)) {
      return;
    }
    if (BundledJava.isPossible()) {
      specs.put(BundledJava.NAME, BundledJava.spec(environment));
      return;
    }
    problem(
        "java-without-jshell",
        "the bundled Java kernel needs a JDK: this Java runtime has no module jdk.jshell",
        System.getProperty("java.home", "java"));
  }

  private void problem(String code, String message, Path file) {
    problem(code, message, file.toString());
  }

  private void problem(String code, String message, String file) {
    problems.add(Diagnostic.warning(code, message, Location.file(file)));
  }
}
