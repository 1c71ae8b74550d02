package dev.cellroute.kernelspec;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders in which a command without a path is looked for: the {@code PATH} of an environment.
 * Relative and empty entries are left out, since what they mean would change with the working
 * directory. Blocks shortly.
 */
public record SearchPath(List<Path> folders, Platform platform) {
  private static final String WINDOWS_ENDINGS = ".EXE;.BAT;.CMD;.COM";

  public SearchPath {
    folders = List.copyOf(folders);
    requireNonNull(platform, "platform");
  }

  public static SearchPath of(Map<String, String> environment) {
    Platform platform = Platform.current();
    return new SearchPath(
        split(environment.getOrDefault("PATH", ""), platform)
            .filter(Path::isAbsolute)
            .toList(),
        platform);
  }

  /** The first executable file of this name. */
  public Optional<Path> find(String name) {
    return folders.stream()
        .flatMap(folder -> candidates(folder, name))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Stream<Path> candidates(Path folder, String name) {
    Path bare = folder.resolve(name);
    return platform != Platform.WINDOWS
        ? Stream.of(bare)
        : Stream.concat(
            Stream.of(WINDOWS_ENDINGS.split(";"))
                .map(ending -> folder.resolve(name + ending.toLowerCase(Locale.ROOT))),
            Stream.of(bare));
  }

  /**
   * The entries of a list of paths, such as {@code PATH} or {@code JUPYTER_PATH}; what is no path
   * is left out.
   */
  static Stream<Path> split(String list, Platform platform) {
    return Stream.of(list.split(platform.pathSeparator()))
        .filter(entry -> !entry.isBlank())
        .flatMap(entry -> path(entry).stream());
  }

  static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException ignored) {
      // Such an entry names nothing that could exist.
      return Optional.empty();
    }
  }
}
