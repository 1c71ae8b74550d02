package dev.cellroute.kernelspec;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Java kernel that comes with Cellroute: the class path and the JVM of this very process,
 * started once more with a small heap. JDK_JAVA_OPTIONS with an {@code -Xmx} of its own wins over
 * ours.
 */
final class BundledJava {
  static final String NAME = "java";
  private static final String MAIN = "dev.cellroute.javakernel.JavaKernel";

  private BundledJava() {}

  /** JShell is part of a JDK but not of every Java runtime. */
  static boolean isPossible() {
    return ModuleFinder.ofSystem().find("jdk.jshell").isPresent();
  }

  static KernelSpec spec(Map<String, String> environment) {
    Path home = Path.of(System.getProperty("java.home"));
    return new KernelSpec(
        NAME,
        "Java (bundled)",
        "java",
        command(home, environment.getOrDefault("JDK_JAVA_OPTIONS", "")),
        Map.of(),
        KernelSpec.InterruptMode.MESSAGE,
        home,
        "bundled");
  }

  private static List<String> command(Path home, String options) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    if (!options.contains("-Xmx")) {
      command.add("-Xmx512m");
    }
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", classPath(), MAIN, "{connection_file}"));
    return command;
  }

  /** Absolute, because a kernel's working directory is its notebook's. */
  private static String classPath() {
    return SearchPath.split(System.getProperty("java.class.path", ""), Platform.current())
        .map(entry -> entry.toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
