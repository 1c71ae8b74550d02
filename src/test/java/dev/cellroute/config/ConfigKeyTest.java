package dev.cellroute.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cellroute.config.TokenConfig.Scope;
import dev.cellroute.fault.Diagnostic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ConfigKeyTest {
  /**
   * One row a key: its default, a good text and its value, and a bad text (none: every text is
   * good).
   */
  private record Row(
      String name, Optional<Object> fallback, String good, Object value, String bad) {}

  private static final List<Row> TABLE = List.of(
      row("http.host", "127.0.0.1", "::1", "::1", "a b"),
      row("http.port", 8888, "0", 0, "65536"),
      row("http.port-retries", 0, "50", 50, "-1"),
      row("http.base-path", "/", "/models/v1/", "/models/v1", "models"),
      unset("http.token", "s3cret", new Secret("s3cret"), "two words"),
      row("http.tracebacks", false, "true", true, "yes"),
      row("http.max-body", DataSize.ofMib(100), "2047MiB", DataSize.ofMib(2047), "2GiB"),
      row("http.max-headers", DataSize.ofKib(64), "1KiB", DataSize.ofKib(1), "0"),
      row("http.max-uri", DataSize.ofKib(32), "256", new DataSize(256), "64kb"),
      row("http.header-timeout", Duration.ofSeconds(5), "1ms", Duration.ofMillis(1), "0s"),
      row("http.idle-timeout", Duration.ofSeconds(60), "1d", Duration.ofDays(1), "25h"),
      row("http.max-connections", 10_000, "1", 1, "0"),
      row("http.source", false, "true", true, "True"),
      unset("http.static", "public", Path.of("public"), " "),
      unset("http.tls.certificate", "a.crt", Path.of("a.crt"), ""),
      unset("http.tls.key", "a.key", Path.of("a.key"), ""),
      unset("http.tls.client-ca", "ca.crt", Path.of("ca.crt"), ""),
      row("http.tls.http2", false, "true", true, "h2"),
      row("request.timeout", Duration.ofSeconds(60), "5m", Duration.ofMinutes(5), "60"),
      row("request.queue", 256, "0", 0, "1e3"),
      row("request.max-output", DataSize.ofMib(64), "1MiB", DataSize.ofMib(1), "-1"),
      row("kernel.start-timeout", Duration.ofSeconds(60), "2h", Duration.ofHours(2), "soon"),
      row("kernel.seed-timeout", Duration.ofMinutes(10), "30s", Duration.ofSeconds(30), "1 m"),
      row("kernel.interrupt-grace", Duration.ofSeconds(1), "1s", Duration.ofSeconds(1), "-1s"),
      row("kernel.max-message", DataSize.ofMib(256), "1MiB", DataSize.ofMib(1), "1KiB"),
      unset("kernel.max-requests", "1000", 1000, "0"),
      unset("kernel.max-age", "1h", Duration.ofHours(1), "10ms"),
      unset("kernel.max-memory", "2GiB", DataSize.ofMib(2048), "1MiB"),
      row("kernel.encryption", KernelEncryption.OFF, "required", KernelEncryption.REQUIRED, "on"),
      unset("environment.cache", "/var/cache", Path.of("/var/cache"), ""),
      row("environment.timeout", Duration.ofMinutes(15), "1s", Duration.ofSeconds(1), "999ms"),
      row("security.open", false, "true", true, "1"),
      unset("security.allowed-hosts", "A.example, *", List.of("a.example", "*"), "a.example:80"),
      row("security.cors.allow-origin", "", "https://a.example", "https://a.example", "a\nb"),
      row("security.cors.allow-headers", "", "X-One, X-Two", "X-One, X-Two", "ä"),
      row("security.cors.allow-methods", "", "GET, PUT", "GET, PUT", "GET\r\nX: y"),
      row("security.cors.allow-credentials", "", "true", "true", "\u0000"),
      row("security.cors.expose-headers", "", "ETag", "ETag", "\u007f"),
      row("security.cors.max-age", "", " 600 ", "600", "\t"),
      unset("security.tokens[].name", "ci", "ci", "c i"),
      unset("security.tokens[].value", "s3cret", new Secret("s3cret"), "two words"),
      unset("security.tokens[].value-file", "ci.token", Path.of("ci.token"), ""),
      row(
          "security.tokens[].scopes",
          List.of(new Scope.Call("*")),
          "admin, call:/a",
          List.of(new Scope.Admin(), new Scope.Call("/a")),
          "call, write"),
      row("log.format", LogConfig.Format.TEXT, "json", LogConfig.Format.JSON, "JSON"),
      row("log.level", LogConfig.Level.INFO, "trace", LogConfig.Level.TRACE, "warning"),
      row("compat", Compatibility.NONE, "jkg", Compatibility.JKG, "jkg "),
      row("lane", LanePreference.AUTO, "resident", LanePreference.RESIDENT, "fast"),
      row("shutdown.drain", Duration.ofSeconds(30), "5m", Duration.ofMinutes(5), "-1s"),
      row("reload", false, "true", true, "on"),
      unset("notebooks[].path", "a.ipynb", "a.ipynb", " "),
      row("notebooks[].mount", "/", "/a/b", "/a/b", "/a/../b"),
      unset("notebooks[].kernel", "python3", "python3", ""),
      row("notebooks[].kernels", KernelCount.of(1), "1..4", new KernelCount(1, 4), "4..1"),
      unset("notebooks[].requirements", "r.txt", Path.of("r.txt"), ""),
      unset("notebooks[].comment-prefix", "--", "--", "- -"),
      unset("notebooks[].request-encoder", "x = {base64}", "x = {base64}", ""));

  @Test
  void theTableHasEveryKeyInOrder() {
    assertThat(TABLE.stream().map(Row::name))
        .containsExactlyElementsOf(ConfigKey.all().stream().map(ConfigKey::name).toList());
  }

  @TestFactory
  Stream<DynamicTest> defaultsAreWhatTheTableSays() {
    return each((key, row) -> assertThat(key.type().read(key.fallback()).map(Function.identity()))
        .isEqualTo(row.fallback()));
  }

  @TestFactory
  Stream<DynamicTest> goodTextsBecomeValues() {
    return each(
        (key, row) -> assertThat(key.type().read(row.good()).orElseThrow()).isEqualTo(row.value()));
  }

  @TestFactory
  Stream<DynamicTest> badTextsAreRefused() {
    return each((key, row) -> assertThat(key.type().read(row.bad())).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> everyKeyIsReadFromItsVariable() {
    return each(ConfigKey::hasVariable, (key, row) -> {
      List<Diagnostic> found = new ArrayList<>();

      Layer layer = EnvironmentLayer.read(Map.of(key.variable(), row.good()), found::add);

      assertThat(found).isEmpty();
      assertThat(layer.values())
          .isEqualTo(Map.of(key.name(), new Given(row.good(), Place.named(key.variable()))));
    });
  }

  @TestFactory
  Stream<DynamicTest> everyKeyIsReadFromAFile() {
    return each((key, row) -> {
      List<Diagnostic> found = new ArrayList<>();

      Layer layer = YamlLayer.parse("c.yaml", yaml(key.name(), row.good()), found::add);

      assertThat(found).isEmpty();
      Map<String, Given> values = layer
          .notebooks()
          .or(layer::tokens)
          .map(entries -> entries.get(0).values())
          .orElse(layer.values());
      assertThat(values).extractingByKey(key.name()).extracting("text").isEqualTo(row.good());
    });
  }

  @Test
  void everyKeyIsExplainedInOneSentence() {
    assertThat(ConfigKey.all()).allSatisfy(key -> {
      assertThat(key.name()).matches("[a-z0-9.\\[\\]-]+");
      assertThat(key.sentence()).matches("[A-Z].{10,95}\\.");
    });
  }

  @Test
  void variablesAreDistinct() {
    assertThat(ConfigKey.all().stream().map(ConfigKey::variable)).doesNotHaveDuplicates();
    assertThat(ConfigKeys.NOTEBOOK_COMMENT_PREFIX.variable())
        .isEqualTo("CELLROUTE_NOTEBOOKS_COMMENT_PREFIX");
  }

  @Test
  void onlyTokensAreMasked() {
    assertThat(ConfigKey.all().stream().filter(key -> key.shown("x").equals("******")))
        .containsExactly(ConfigKeys.HTTP_TOKEN, ConfigKeys.TOKEN_VALUE);
  }

  private static String yaml(String name, String text) {
    String quoted = "'" + text + "'";
    int list = name.indexOf("[].");
    return list < 0
        ? name + ": " + quoted
        : name.substring(0, list) + ": [{" + name.substring(list + 3) + ": " + quoted + "}]";
  }

  private interface Fact {
    void holds(ConfigKey<?> key, Row row);
  }

  private static Stream<DynamicTest> each(Fact fact) {
    return each(key -> true, fact);
  }

  private static Stream<DynamicTest> each(Predicate<ConfigKey<?>> which, Fact fact) {
    Map<String, Row> rows = TABLE.stream().collect(Collectors.toMap(Row::name, row -> row));
    return ConfigKey.all().stream()
        .filter(which)
        .map(key ->
            dynamicTest(key.name(), () -> fact.holds(key, requireNonNull(rows.get(key.name())))));
  }

  private static Row row(String name, Object fallback, String good, Object value, String bad) {
    return new Row(name, Optional.of(fallback), good, value, bad);
  }

  private static Row unset(String name, String good, Object value, String bad) {
    return new Row(name, Optional.empty(), good, value, bad);
  }
}
