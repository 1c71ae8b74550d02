package dev.cellroute.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the user's operating system wants a program to keep things. */
final class UserFolders {
  private UserFolders() {}

  /**
   * The cache folder: {@code XDG_CACHE_HOME} or {@code ~/.cache}, and what macOS and Windows have
   * in its place.
   */
  static Path cache(Map<String, String> environment) {
    return configured(environment, "XDG_CACHE_HOME")
        .or(() -> configured(environment, "LOCALAPPDATA"))
        .orElseGet(() -> home(environment).resolve(isMac() ? "Library/Caches" : ".cache"))
        .resolve("cellroute");
  }

  private static Optional<Path> configured(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static Path home(Map<String, String> environment) {
    return configured(environment, "HOME")
        .orElseGet(() -> Path.of(System.getProperty("user.home", ".")));
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
  }
}
