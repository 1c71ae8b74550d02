package dev.cellroute.kernelspec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Jupyter's search path for data files, as {@code jupyter --paths} shows it: JUPYTER_PATH, then the
 * user's folders and those of the environment (the other way round inside a virtual environment),
 * then the system's. The environment is the prefix of the PATH's Python, and VIRTUAL_ENV and
 * CONDA_PREFIX where they name another. Pure but for asking whether a prefix is writable.
 */
record JupyterPaths(
    Platform platform, Map<String, String> environment, Path home, Optional<Python> python) {
  /**
   * A folder of kernels, where it comes from, and the prefix whose Python a bare {@code python}
   * means there.
   */
  record Place(Path kernels, String origin, Optional<Path> prefix) {}

  private static final Set<String> NO = Set.of("no", "n", "false", "off", "0", "0.0");

  static JupyterPaths of(Map<String, String> environment, Optional<Python> python) {
    String home = environment.getOrDefault(
        Platform.current() == Platform.WINDOWS ? "USERPROFILE" : "HOME",
        System.getProperty("user.home", "/"));
    return new JupyterPaths(
        Platform.current(), environment, Path.of(home).toAbsolutePath(), python);
  }

  /** The places in the order they are searched, none twice. */
  List<Place> places() {
    List<Place> places = new ArrayList<>(named());
    places.addAll(prefersEnvironment() ? prefixes() : user());
    places.addAll(prefersEnvironment() ? user() : prefixes());
    places.addAll(system());
    places.add(new Place(ipython().resolve("kernels"), "IPython folder", Optional.empty()));
    return distinct(places);
  }

  private List<Place> named() {
    return SearchPath.split(environment.getOrDefault("JUPYTER_PATH", ""), platform)
        .map(path -> new Place(path.resolve("kernels"), "JUPYTER_PATH", Optional.empty()))
        .toList();
  }

  private List<Place> user() {
    Place own = new Place(dataFolder().resolve("kernels"), "user data", Optional.empty());
    return Stream.concat(
            Stream.of(own),
            python.flatMap(Python::userBase).stream().map(base -> under(base, "user packages")))
        .toList();
  }

  private Path dataFolder() {
    return set("JUPYTER_DATA_DIR").orElseGet(() -> switch (platform) {
      case MAC -> home.resolve("Library/Jupyter");
      case WINDOWS ->
        set("APPDATA")
            .map(folder -> folder.resolve("jupyter"))
            .orElseGet(() -> set("JUPYTER_CONFIG_DIR")
                .orElseGet(() -> home.resolve(".jupyter"))
                .resolve("data"));
      case LINUX ->
        set("XDG_DATA_HOME").orElseGet(() -> home.resolve(".local/share")).resolve("jupyter");
    });
  }

  private List<Place> prefixes() {
    List<Place> places = new ArrayList<>();
    set("VIRTUAL_ENV").ifPresent(prefix -> places.add(under(prefix, "VIRTUAL_ENV")));
    set("CONDA_PREFIX").ifPresent(prefix -> places.add(under(prefix, "CONDA_PREFIX")));
    python.ifPresent(found -> places.add(under(found.prefix(), "python3 on the PATH")));
    places.removeIf(place -> system().stream().anyMatch(each -> isSame(each, place)));
    return places;
  }

  private List<Place> system() {
    if (platform == Platform.WINDOWS) {
      return set("PROGRAMDATA").filter(folder -> isTrue("JUPYTER_USE_PROGRAMDATA")).stream()
          .map(folder -> new Place(folder.resolve("jupyter/kernels"), "system", Optional.empty()))
          .toList();
    }
    return List.of(under(Path.of("/usr/local"), "system"), under(Path.of("/usr"), "system"));
  }

  private Path ipython() {
    return set("IPYTHONDIR").orElseGet(() -> home.resolve(".ipython"));
  }

  private boolean prefersEnvironment() {
    return environment.containsKey("JUPYTER_PREFER_ENV_PATH")
        ? isTrue("JUPYTER_PREFER_ENV_PATH")
        : python
            .filter(found -> found.isVirtual() || isConda(found))
            .filter(found -> Files.isWritable(found.prefix()))
            .isPresent();
  }

  private boolean isConda(Python found) {
    return set("CONDA_PREFIX").filter(found.prefix()::startsWith).isPresent()
        && !"base".equals(environment.getOrDefault("CONDA_DEFAULT_ENV", "base"));
  }

  private boolean isTrue(String name) {
    String value = environment.getOrDefault(name, "no");
    return !NO.contains(value.toLowerCase(Locale.ROOT));
  }

  private Optional<Path> set(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .flatMap(SearchPath::path);
  }

  private static Place under(Path prefix, String origin) {
    return new Place(prefix.resolve("share/jupyter/kernels"), origin, Optional.of(prefix));
  }

  private static boolean isSame(Place one, Place other) {
    return one.kernels().normalize().equals(other.kernels().normalize());
  }

  private static List<Place> distinct(List<Place> places) {
    Map<Path, Place> byFolder = new LinkedHashMap<>();
    places.forEach(place -> byFolder.putIfAbsent(place.kernels().normalize(), place));
    return List.copyOf(byFolder.values());
  }
}
