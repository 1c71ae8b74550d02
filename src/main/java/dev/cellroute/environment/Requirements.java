package dev.cellroute.environment;

import static java.util.Objects.requireNonNull;

import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a notebook needs: its requirements file with every file that one names by {@code -r} or
 * {@code -c}, as text, in the order they are met. Local projects ({@code -e .}) are not looked
 * into. Reading blocks and is bounded.
 */
record Requirements(Optional<Path> main, List<Source> sources) {
  static final Requirements NONE = new Requirements(Optional.empty(), List.of());

  private static final int MOST_FILES = 64;
  private static final long LARGEST = 1024 * 1024;
  private static final Pattern INCLUDE =
      Pattern.compile("\\s*(?:-r|--requirement|-c|--constraint)(?:\\s+|=)?(\\S+).*");
  private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*).*");

  /** One file and its lines. */
  record Source(Path file, List<String> lines) {
    Source {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line that asks for a package, and that package's name as it is compared: lower case,
   * dashes.
   */
  record Wish(String name, String text, Location location) {}

  Requirements {
    requireNonNull(main, "main");
    sources = List.copyOf(sources);
  }

  static Requirements read(Optional<Path> file) {
    return file.map(Requirements::read).orElse(NONE);
  }

  static Requirements read(Path main) {
    List<Source> sources = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>(List.of(main.normalize()));
    Deque<Path> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Source source = source(open.remove());
      sources.add(source);
      includes(source).filter(seen::add).forEach(open::add);
      if (seen.size() > MOST_FILES) {
        throw invalid(main, "names more than " + MOST_FILES + " files");
      }
    }
    return new Requirements(Optional.of(main), sources);
  }

  /** The lines that ask for a package, of all files. */
  List<Wish> wishes() {
    return sources.stream().flatMap(source -> wishes(source).stream()).toList();
  }

  Optional<Wish> wish(String name) {
    String wanted = comparable(name);
    return wishes().stream().filter(each -> each.name().equals(wanted)).findFirst();
  }

  private static List<Wish> wishes(Source source) {
    List<Wish> wishes = new ArrayList<>();
    for (int i = 0; i < source.lines().size(); i++) {
      String line = source.lines().get(i);
      Matcher name = NAME.matcher(line);
      if (name.matches()) {
        Location place = Location.line(source.file().toString(), i + 1, name.start(1) + 1);
        wishes.add(new Wish(comparable(name.group(1)), line, place));
      }
    }
    return wishes;
  }

  static String comparable(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[._-]+", "-");
  }

  private static Stream<Path> includes(Source source) {
    Path folder = source.file().toAbsolutePath().getParent();
    return source.lines().stream()
        .map(INCLUDE::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .filter(name -> !name.contains("://"))
        .map(name -> (folder == null ? Path.of(name) : folder.resolve(name)).normalize());
  }

  private static Source source(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw invalid(file, "is larger than 1 MiB");
      }
      return new Source(file, Files.readAllLines(file));
    } catch (IOException e) {
      throw invalid(
          file,
          Files.exists(file) ? "cannot be read as UTF-8 text" : "requirements file does not exist");
    }
  }

  private static InvalidInputException invalid(Path file, String what) {
    return new InvalidInputException(
        List.of(Diagnostic.error("requirements", what, Location.file(file.toString()))));
  }
}
