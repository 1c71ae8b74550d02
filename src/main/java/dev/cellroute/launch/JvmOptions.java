package dev.cellroute.launch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The options a gateway's JVM runs with unless its user names some, and the command line that holds
 * them. A jar's manifest cannot carry options, hence {@link Relaunch}.
 *
 * <ul>
 *   <li>One event loop does the work, so a collector without threads of its own serves it best; and
 *       a young generation of a fixed, small size keeps the process small under load.
 *   <li>A gateway that has run out of memory ends, so that its supervisor starts a sound one.
 * </ul>
 */
final class JvmOptions {
  static final List<String> DEFAULT =
      List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmn24m", "-XX:+ExitOnOutOfMemoryError");

  private static final Set<String> VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
  private static final String JAR = "-jar";

  private JvmOptions() {}

  /**
   * The command with the options, or nothing when it is not {@code java -jar …} or when options are
   * there already, on it or in a variable that a JVM reads.
   */
  static Optional<List<String>> addedTo(List<String> command, Map<String, String> environment) {
    boolean plain = command.size() > 2
        && command.get(1).equals(JAR)
        && VARIABLES.stream().noneMatch(environment::containsKey);
    return plain ? Optional.of(added(command)) : Optional.empty();
  }

  private static List<String> added(List<String> command) {
    Stream<String> options = Stream.concat(DEFAULT.stream(), Stream.of(Relaunch.MARK));
    Stream<String> java = command.stream().limit(1);
    Stream<String> rest = command.stream().skip(1);
    return Stream.of(java, options, rest).flatMap(each -> each).toList();
  }
}
