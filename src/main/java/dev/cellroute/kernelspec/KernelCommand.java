package dev.cellroute.kernelspec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the program of a kernel's command findable. A bare {@code python} or {@code python3.11}
 * means the Python of the prefix the kernelspec lies in, or else the one on the PATH, so that a
 * kernel runs with the Python it was installed for; any other bare name is looked for on the PATH.
 * Blocks shortly.
 */
record KernelCommand(SearchPath path, Optional<Python> python) {
  private static final Pattern BARE_PYTHON = Pattern.compile("python(3(\\.\\d+)?)?");

  /** The command with the program as an absolute path, or nothing when there is no such program. */
  Optional<List<String>> resolve(List<String> argv, Path directory, Optional<Path> prefix) {
    String name = argv.get(0).replace("{resource_dir}", directory.toString());
    return program(name, directory, prefix).map(found -> {
      List<String> command = new ArrayList<>(argv);
      command.set(0, found.toString());
      return command;
    });
  }

  private Optional<Path> program(String name, Path directory, Optional<Path> prefix) {
    if (BARE_PYTHON.matcher(name).matches()) {
      return prefix
          .flatMap(folder -> pythonOf(folder, name))
          .or(() -> python.map(Python::executable).filter(found -> isPlain(name)))
          .or(() -> path.find(name));
    }
    if (!name.contains("/") && !name.contains("\\")) {
      return path.find(name);
    }
    return SearchPath.path(name).map(directory::resolve).filter(Files::isExecutable);
  }

  private static Optional<Path> pythonOf(Path prefix, String name) {
    return Stream.of("bin/" + name, "bin/python3", "python.exe", "Scripts/python.exe")
        .filter(file -> isPlain(name) || file.endsWith(name))
        .map(prefix::resolve)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isPlain(String name) {
    return name.indexOf('.') < 0;
  }
}
