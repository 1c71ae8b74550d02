package dev.cellroute.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.Document;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command and option in the documentation is one of the program's. */
final class DocumentedCommandsTest {
  private static final Set<String> COMMANDS =
      Set.of("serve", "check", "routes", "kernels", "config");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z-]+)(?![\\w.])");
  private static final Pattern CALL =
      Pattern.compile("(?:cellroute\\.jar|`cellroute) ([a-z]+)\\b([^\\n`|#]*)");

  /** Of other programs, of Kernel Gateway, and of its flags that are understood. */
  private static final Set<String> FOREIGN = Set.of("--ip", "--api", "--data-binary");

  @Test
  void theReadmeListsEveryCommand() {
    assertThat(Document.read(Path.of("README.md")).table("command").stream()
            .map(row -> Document.spans(row.get(0)).get(0).replaceFirst(" .*", "")))
        .containsExactlyInAnyOrderElementsOf(COMMANDS);
    assertThat(words(help())).containsAll(COMMANDS);
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyCallUsesACommandAndItsOptions(Document document) {
    Matcher calls = CALL.matcher(document.text());
    while (calls.find()) {
      assertThat(COMMANDS).contains(calls.group(1));
      assertThat(options(calls.group(2))).isSubsetOf(words(help(calls.group(1))));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyOptionBelongsToACommand(Document document) {
    Set<String> known = COMMANDS.stream()
        .flatMap(command -> words(help(command)).stream())
        .collect(Collectors.toSet());

    assertThat(document.spans().stream().flatMap(span -> options(span).stream()))
        .filteredOn(option -> !FOREIGN.contains(option))
        .isSubsetOf(known);
  }

  private static List<String> options(String text) {
    return OPTION.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static String help(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--help");
    Run run = Run.of(Path.of(""), Map.of(), words.toArray(String[]::new));
    return run.out() + run.err();
  }

  private static Set<String> words(String text) {
    return new TreeSet<>(List.of(text.split("[^\\w-]+", -1)));
  }
}
