package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.ConfigKey;
import dev.cellroute.config.ConfigLoader;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.testing.Document;
import dev.cellroute.testing.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documentation names only what exists, and names what must be known. */
final class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]*[a-z][A-Za-z]*");
  private static final Pattern TYPE_IN_DRAWING =
      Pattern.compile("\\b((?:[A-Z][a-z]+){2,})\\b(?!-)");
  private static final Pattern KEY = Pattern.compile("[a-z-]+(?:\\[])?(?:\\.[a-z-]+)+(?:\\.\\*)?");
  private static final Pattern VARIABLE = Pattern.compile("\\b(CELLROUTE_[A-Z_]*[A-Z])\\b");

  /** Words with a capital that are others': of HTTP, languages, Kernel Gateway and libraries. */
  private static final Set<String> FOREIGN = Set.of(
      "Accept",
      "Allow",
      "Authorization",
      "Bearer",
      "Connection",
      "Dict",
      "ETag",
      "Etag",
      "Expect",
      "GiB",
      "Host",
      "HttpServerRequest",
      "HttpServerResponse",
      "In",
      "KeyError",
      "KiB",
      "Location",
      "MiB",
      "NaN",
      "None",
      "Out",
      "ResponseInfo",
      "Route",
      "Router",
      "String");

  @Test
  void theReadmeIsShort() {
    assertThat(Document.read(Path.of("README.md")).text().lines()).hasSizeLessThanOrEqualTo(150);
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyLinkLeadsSomewhere(Document document) {
    assertThat(document.findAll(LINK))
        .filteredOn(link -> !link.contains("://"))
        .allSatisfy(link -> assertThat(isThere(document, link)).isTrue());
  }

  private static boolean isThere(Document document, String link) {
    String[] parts = link.split("#", 2);
    Path file = parts[0].isEmpty()
        ? document.file()
        : document.file().resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  private static Set<String> anchors(Path file) {
    return Document.read(file)
        .prose()
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyTypeThatIsNamedExists(Document document) {
    Stream<String> named = document.spans().stream().filter(TYPE.asMatchPredicate());
    Stream<String> drawn = document.blocks().stream()
        .filter(block -> block.language().isEmpty())
        .flatMap(block -> TYPE_IN_DRAWING.matcher(block.text()).results())
        .map(found -> found.group(1));

    assertThat(Stream.concat(named, drawn).filter(Predicate.not(FOREIGN::contains)))
        .isSubsetOf(Sources.types());
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyKeyThatIsNamedExists(Document document) {
    Set<String> sections = names().map(DocumentationTest::firstWord).collect(Collectors.toSet());

    assertThat(document.spans().stream()
            .map(span -> span.replaceFirst(": .*", ""))
            .filter(KEY.asMatchPredicate())
            .filter(span -> sections.contains(firstWord(span)))
            .filter(span -> !Sources.rooms().contains(span) && !span.endsWith(".json")))
        .allSatisfy(span -> assertThat(names()).anyMatch(name -> isNamed(name, span)));
  }

  private static boolean isNamed(String name, String span) {
    return span.endsWith(".*")
        ? name.startsWith(span.substring(0, span.length() - 1))
        : name.equals(span);
  }

  /** The keys, and the one of notebooks that is a mapping. */
  private static Stream<String> names() {
    return Stream.concat(
        ConfigKey.all().stream().map(ConfigKey::name),
        Stream.of("notebooks[].environment", "security.tokens"));
  }

  private static String firstWord(String name) {
    return name.replaceFirst("\\..*", "");
  }

  @ParameterizedTest
  @MethodSource("dev.cellroute.testing.Document#all")
  void everyVariableThatIsNamedExists(Document document) {
    Set<String> variables =
        ConfigKey.all().stream().map(ConfigKey::variable).collect(Collectors.toSet());
    variables.add("CELLROUTE_NOTEBOOKS");
    variables.add("CELLROUTE_SECURITY_TOKENS");

    assertThat(document.findAll(VARIABLE)).isSubsetOf(variables);
  }

  @Test
  void configurationListsEveryKeyWithItsDefaultAndOption() {
    List<List<String>> expected = ConfigKey.all().stream()
        .map(key -> List.of(
            code(key.name()),
            code(key.fallback()),
            code(key.option().map(ConfigKey.Option::name).orElse(""))))
        .toList();

    assertThat(Document.page("configuration").table("Key").stream().map(row -> row.subList(0, 3)))
        .isEqualTo(expected);
  }

  private static String code(String text) {
    return text.isEmpty() ? "–" : "`" + text + "`";
  }

  @Test
  void everyYamlExampleIsAConfiguration(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("example.yaml");
    List<Document.Block> examples = Document.all().stream()
        .flatMap(document -> document.blocks().stream())
        .filter(block -> block.language().equals("yaml"))
        .toList();

    assertThat(examples).isNotEmpty();
    for (Document.Block example : examples) {
      Files.writeString(file, example.text());
      assertThat(ConfigLoader.load(Optional.of(file), Map.of(), Map.of(), Path.of(""))
              .notebooks())
          .isNotEmpty();
    }
  }

  @Test
  void theReadmeQuotesTheProblemDocumentAsItIs() {
    ErrorCode code = ErrorCode.CELL_ERROR;

    assertThat(Document.read(Path.of("README.md")).text())
        .contains("{\"type\":\"urn:problem-type:cellroute:%s\",\"title\":\"%s\",\"status\":500,"
            .formatted(code.code(), code.title()));
    assertThat(Sources.findAll(Pattern.compile("\"(urn:problem-type:[a-z]+:)\""), "http"::equals))
        .containsExactly("urn:problem-type:cellroute:");
  }

  @Test
  void architectureListsEveryRoomWithItsArrows() {
    Map<String, List<String>> rooms = Document.page("architecture").table("room").stream()
        .filter(row -> row.get(0).startsWith("`"))
        .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> row));

    assertThat(rooms.keySet()).isEqualTo(Sources.rooms());
    assertThat(rooms)
        .allSatisfy((room, row) ->
            assertThat(Document.spans(row.get(3))).containsAll(Sources.imports(room)));
  }
}
