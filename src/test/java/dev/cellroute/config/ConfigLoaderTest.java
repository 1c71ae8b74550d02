package dev.cellroute.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cellroute.config.NotebookConfig.Selection;
import dev.cellroute.config.SecurityConfig.Cors;
import dev.cellroute.fault.Diagnostic;
import dev.cellroute.fault.InvalidInputException;
import dev.cellroute.fault.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigLoaderTest {
  @TempDir
  private Path directory;

  @BeforeEach
  void makeNotebook() throws IOException {
    Files.createFile(directory.resolve("a.ipynb"));
  }

  @Test
  void withoutAnythingTheDefaultsHold() {
    GatewayConfig config = ConfigLoader.load(
        Optional.empty(), Map.of("XDG_CACHE_HOME", "/home/me/cache"), Map.of(), directory);

    assertThat(config)
        .isEqualTo(new GatewayConfig(
            new HttpConfig(
                "127.0.0.1",
                8888,
                0,
                "/",
                false,
                DataSize.ofMib(100),
                DataSize.ofKib(64),
                DataSize.ofKib(32),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                10_000,
                false,
                Optional.empty(),
                Optional.empty()),
            List.of(),
            new RequestConfig(Duration.ofSeconds(60), 256, DataSize.ofMib(64)),
            new KernelConfig(
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                DataSize.ofMib(256)),
            new EnvironmentConfig(Path.of("/home/me/cache/cellroute"), Duration.ofMinutes(15)),
            new SecurityConfig(List.of(), false, List.of(), Cors.OFF),
            new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO),
            Compatibility.NONE,
            LanePreference.AUTO,
            new LifecycleConfig(Duration.ofSeconds(30), false)));
  }

  @Test
  void commandLineWinsOverEnvironmentOverKernelGatewayOverFile() throws IOException {
    Optional<Path> file = file("http: {host: 127.0.0.4, port: 1, port-retries: 1, base-path: /f}");
    Map<String, String> environment = Map.of(
        "KG_PORT", "2",
        "KG_PORT_RETRIES", "2",
        "KG_BASE_URL", "kg",
        "CELLROUTE_HTTP_PORT", "3",
        "CELLROUTE_HTTP_PORT_RETRIES", "3");

    LoadedConfig loaded =
        ConfigLoader.load(file, environment, options(Map.of("http.port", "4")), directory);

    assertThat(loaded.settings().subList(0, 4))
        .containsExactly(
            new Setting("http.host", "127.0.0.4", "c.yaml:1"),
            new Setting("http.port", "4", "--port"),
            new Setting("http.port-retries", "3", "CELLROUTE_HTTP_PORT_RETRIES"),
            new Setting("http.base-path", "/kg/", "KG_BASE_URL"));
    assertThat(loaded.config().http().port()).isEqualTo(4);
    assertThat(loaded.config().http().basePath()).isEqualTo("/kg");
  }

  @Test
  void everyProblemIsListedAtOnce() throws IOException {
    Optional<Path> file = file("""
        http:
          hots: 127.0.0.1
          port: eighty
        notebooks:
          - path: a.ipynb
            kernals: 2
        """);

    List<Diagnostic> problems = problems(file, Map.of("CELLROUTE_HTTP_PORT", "ninety"));

    assertThat(problems.stream().map(each -> each.location() + ": " + each.message()))
        .containsExactly(
            "c.yaml:2: unknown key http.hots",
            "c.yaml:6: unknown key notebooks[].kernals",
            "c.yaml:3: http.port: eighty (expected: a whole number from 0 to 65535)",
            "CELLROUTE_HTTP_PORT: http.port: ninety (expected: a whole number from 0 to 65535)");
    assertThat(problems.get(0))
        .isEqualTo(
            Diagnostic.error("unknown-key", "unknown key http.hots", Location.line("c.yaml", 2, 3))
                .withExcerpt("  hots", 4)
                .withHelp("did you mean http.host?"));
    assertThat(problems.get(1).help()).isEqualTo("did you mean notebooks[].kernels?");
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThat(problems(Optional.of(Path.of("nowhere.yaml")), Map.of()))
        .containsExactly(Diagnostic.error(
            "not-found",
            "configuration file nowhere.yaml: no such file",
            Location.file("nowhere.yaml")));
  }

  @Test
  void aFileThatIsNoTextOrTooLargeIsRefused() throws IOException {
    Files.write(directory.resolve("c.yaml"), new byte[] {(byte) 0xff});
    assertThat(messages(Optional.of(Path.of("c.yaml"))))
        .containsExactly("configuration file c.yaml: not UTF-8 text");

    Files.writeString(directory.resolve("c.yaml"), "#".repeat(YamlFile.MAX_BYTES + 1));
    assertThat(messages(Optional.of(Path.of("c.yaml"))))
        .containsExactly("configuration file c.yaml: larger than 262144 bytes");
  }

  @Test
  void aTokenIsNeverShown() throws IOException {
    Optional<Path> file = file("http: {token: top secret}");
    List<Diagnostic> problems = problems(file, Map.of("CELLROUTE_HTTP_TOKEN", "also secret"));

    assertThat(problems.toString()).doesNotContain("top", "also");
    assertThat(problems.get(0).message())
        .isEqualTo("http.token: ****** (expected: a text without blanks, in ASCII)");

    LoadedConfig loaded = ConfigLoader.load(
        Optional.empty(), Map.of(), options(Map.of("http.token", "open-sesame")), directory);
    assertThat(loaded.toString()).doesNotContain("open-sesame");
    assertThat(loaded.settings()).contains(new Setting("http.token", "******", "--token"));
    assertThat(loaded.config().security().tokens())
        .containsExactly(TokenConfig.only(new Secret("open-sesame")));
  }

  @Test
  void argumentsReplaceTheListAndOptionsHoldForEveryNotebook() throws IOException {
    Files.createFile(directory.resolve("b.ipynb"));
    Optional<Path> file = file("notebooks: [{path: nowhere.ipynb, kernel: r}]");
    CommandLine line = new CommandLine(
        Map.of("notebooks[].kernels", "3"), List.of("b.ipynb", "a.ipynb"), Map.of());

    GatewayConfig config = ConfigLoader.load(file, Map.of(), line, directory).config();

    assertThat(config.notebooks()).containsExactly(notebook("b.ipynb", 3), notebook("a.ipynb", 3));
  }

  @Test
  void everySettingOfANotebookIsRead() throws IOException {
    Optional<Path> file = file("""
        notebooks:
          - path: a.ipynb
            mount: /one
            kernel: sql
            kernels: 2
            requirements: r.txt
            comment-prefix: --
            request-encoder: "SET x = '{base64}'"
            environment: {MODE: test, LEVEL: 2}
        """);

    LoadedConfig loaded = ConfigLoader.load(file, Map.of(), CommandLine.EMPTY, directory);

    assertThat(loaded.config().notebooks())
        .containsExactly(new NotebookConfig(
            directory.resolve("a.ipynb").toString(),
            Selection.NAMED,
            "/one",
            Optional.of("sql"),
            KernelCount.of(2),
            Optional.of(directory.resolve("r.txt")),
            Optional.of("--"),
            Optional.of("SET x = '{base64}'"),
            Map.of("MODE", "test", "LEVEL", "2")));
    assertThat(loaded.settings())
        .contains(
            new Setting("notebooks[0].mount", "/one", "c.yaml:3"),
            new Setting("notebooks[0].environment.MODE", "******", "c.yaml:2"));
  }

  @Test
  void theEnvironmentListsNotebooksToo() {
    GatewayConfig config = ConfigLoader.load(
        Optional.empty(),
        Map.of("CELLROUTE_NOTEBOOKS", "a.ipynb, https://example.org/x.ipynb"),
        Map.of(),
        directory);

    assertThat(config.notebooks().stream().map(NotebookConfig::source))
        .containsExactly(directory.resolve("a.ipynb").toString(), "https://example.org/x.ipynb");
  }

  private NotebookConfig notebook(String name, int kernels) {
    return new NotebookConfig(
        directory.resolve(name).toString(),
        Selection.NAMED,
        "/",
        Optional.empty(),
        KernelCount.of(kernels),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private Optional<Path> file(String text) throws IOException {
    Files.writeString(directory.resolve("c.yaml"), text);
    return Optional.of(Path.of("c.yaml"));
  }

  private static CommandLine options(Map<String, String> options) {
    return new CommandLine(options, List.of(), Map.of());
  }

  private List<String> messages(Optional<Path> file) {
    return problems(file, Map.of()).stream().map(Diagnostic::message).toList();
  }

  private List<Diagnostic> problems(Optional<Path> file, Map<String, String> environment) {
    return catchThrowableOfType(
            InvalidInputException.class,
            () -> ConfigLoader.load(file, environment, CommandLine.EMPTY, directory))
        .diagnostics();
  }
}
