package dev.cellroute.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The project's own Java files, as text. */
public final class Sources {
  private static final Path ROOT = Path.of("src/main/java/dev/cellroute");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?dev\\.cellroute\\.([a-z.]+)\\.[A-Z]", Pattern.MULTILINE);

  private Sources() {}

  /** The names of all types that have a file, tests included. */
  public static Set<String> types() {
    return Stream.of(ROOT, Path.of("src/test/java/dev/cellroute"))
        .flatMap(root -> files(root).stream())
        .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
        .collect(Collectors.toSet());
  }

  /** The packages below the root with a type in them, for example {@code kernel.local}. */
  public static Set<String> rooms() {
    return files(ROOT).stream()
        .map(file -> room(file))
        .filter(Predicate.not(String::isEmpty))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The other rooms that a room's files import. */
  public static Set<String> imports(String room) {
    return files(ROOT).stream()
        .filter(file -> room(file).equals(room))
        .flatMap(file -> IMPORT.matcher(read(file)).results())
        .map(found -> found.group(1))
        .filter(Predicate.not(room::equals))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What a pattern's first group finds in the files of some rooms. */
  public static Set<String> findAll(Pattern pattern, Predicate<String> rooms) {
    return files(ROOT).stream()
        .filter(file -> rooms.test(room(file)))
        .flatMap(file -> pattern.matcher(read(file)).results())
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String room(Path file) {
    Path folder = file.getParent();
    return folder == null ? "" : ROOT.relativize(folder).toString().replace('/', '.');
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
