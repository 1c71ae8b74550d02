package dev.cellroute.config;

import dev.cellroute.config.Layer.Entry;
import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.fault.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The list of notebooks with its directories and globs replaced by the notebooks in them, sorted by
 * name; URLs stay as they are. Paths are relative to the working directory. Blocks on files.
 */
final class NotebookList {
  private static final Pattern URL = Pattern.compile("https?://\\S+", Pattern.CASE_INSENSITIVE);
  private static final Pattern GLOB = Pattern.compile(".*[*?\\[{].*");
  private static final int DEEPEST = 16;

  private final Path workingDirectory;
  private final Consumer<Diagnostic> report;

  NotebookList(Path workingDirectory, Consumer<Diagnostic> report) {
    this.workingDirectory = workingDirectory;
    this.report = report;
  }

  /** Where one notebook is, and how it came into the list. */
  private record Source(String text, Selection selection) {}

  List<NotebookConfig> resolve(Settings settings) {
    return settings.notebooks().stream()
        .flatMap(entry -> sources(entry).map(source -> configured(settings, entry, source)))
        .toList();
  }

  private NotebookConfig configured(Settings settings, Entry entry, Source source) {
    return new NotebookConfig(
        source.text(),
        source.selection(),
        settings.find(ConfigKeys.NOTEBOOK_MOUNT, entry).orElse("/"),
        settings.find(ConfigKeys.NOTEBOOK_KERNEL, entry),
        settings.find(ConfigKeys.NOTEBOOK_KERNELS, entry).orElse(KernelCount.of(1)),
        settings.find(ConfigKeys.NOTEBOOK_REQUIREMENTS, entry).map(workingDirectory::resolve),
        settings.find(ConfigKeys.NOTEBOOK_COMMENT_PREFIX, entry),
        settings.find(ConfigKeys.NOTEBOOK_REQUEST_ENCODER, entry),
        entry.environment());
  }

  /** A path that exists is that path, whatever characters it has; else it may be a glob. */
  private Stream<Source> sources(Entry entry) {
    Optional<String> path =
        Optional.ofNullable(entry.values().get(ConfigKeys.NOTEBOOK_PATH.name())).map(Given::text);
    if (path.isEmpty()) {
      report.accept(entry.place().error("missing-path", "notebooks[].path is missing"));
      return Stream.empty();
    }
    String text = path.orElseThrow();
    return URL.matcher(text).matches() ? Stream.of(named(text)) : files(text, entry.place());
  }

  private static Source named(String text) {
    return new Source(text, Selection.NAMED);
  }

  private Stream<Source> files(String text, Place place) {
    try {
      Path exact = GLOB.matcher(text).matches() ? existing(text) : workingDirectory.resolve(text);
      if (Files.isDirectory(exact)) {
        return notebooks(text, place, list(exact, "*.ipynb"));
      }
      if (Files.exists(exact)) {
        return Stream.of(named(exact.toString()));
      }
      return GLOB.matcher(text).matches()
          ? notebooks(text, place, matches(text))
          : missing(text, place, "no such file or directory");
    } catch (InvalidPathException | PatternSyntaxException failure) {
      return missing(text, place, "not a path: " + failure.getMessage());
    } catch (IOException | UncheckedIOException failure) {
      return missing(text, place, "cannot be read");
    }
  }

  /**
   * The path itself where the file system can hold such a name at all, else a place where nothing
   * is.
   */
  private Path existing(String text) {
    try {
      return workingDirectory.resolve(text);
    } catch (InvalidPathException ignored) {
      // A glob need not be a path, for example with * on Windows.
      return workingDirectory.resolve("");
    }
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return files.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
    }
  }

  private List<Path> matches(String glob) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    Path start = workingDirectory.resolve(fixedPart(glob));
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start, DEEPEST)) {
      return files
          .filter(file -> matcher.matches(relative(glob, file)))
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".ipynb"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  /** The directories in front of the first wildcard. */
  private static String fixedPart(String glob) {
    int wildcard = 0;
    while ("*?[{".indexOf(glob.charAt(wildcard)) < 0) {
      wildcard++;
    }
    int slash = glob.lastIndexOf('/', wildcard);
    return slash < 0 ? "" : glob.substring(0, slash + 1);
  }

  private Path relative(String glob, Path file) {
    return glob.startsWith("/") ? file : workingDirectory.relativize(file);
  }

  private Stream<Source> notebooks(String text, Place place, List<Path> files) {
    return files.isEmpty()
        ? missing(text, place, "no notebook (*.ipynb) there")
        : files.stream().map(file -> new Source(file.toString(), Selection.FOUND));
  }

  private Stream<Source> missing(String text, Place place, String reason) {
    report.accept(place.error(ConfigLoader.NOT_FOUND, "notebook " + text + ": " + reason));
    return Stream.empty();
  }
}
