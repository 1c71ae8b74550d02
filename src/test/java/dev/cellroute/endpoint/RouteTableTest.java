package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cellroute.fault.GatewayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final RouteTable TABLE = table(
      "GET /",
      "GET /who/:name",
      "GET /who/me",
      "GET /y/:a/:b",
      "GET /y/:a/c",
      "GET /stage/:x/end",
      "GET /stage/mid/:y",
      "GET /back/lit/only",
      "GET /back/:v/other",
      "PUT /z/lit",
      "GET /z/:v",
      "GET /slash/",
      "GET /mix/*rest",
      "GET /mix/:id",
      "GET /mix/edit",
      "GET /mix/:id/edit",
      "DELETE /mix/*rest",
      "GET /grüße");

  @ParameterizedTest
  @CsvSource({
    "GET,/,/",
    "GET,/who/anna,/who/:name",
    "GET,/who/me,/who/me",
    "GET,/y/1/c,/y/:a/c",
    "GET,/y/1/d,/y/:a/:b",
    "GET,/stage/mid/end,/stage/mid/:y",
    "GET,/stage/x/end,/stage/:x/end",
    "GET,/back/lit/other,/back/:v/other",
    "GET,/z/lit,/z/:v",
    "PUT,/z/lit,/z/lit",
    "GET,/slash/,/slash/",
    "GET,/mix/edit,/mix/edit",
    "GET,/mix/7,/mix/:id",
    "GET,/mix/7/edit,/mix/:id/edit",
    "GET,/mix/7/other,/mix/*rest",
    "GET,/mix/edit/,/mix/*rest",
    "DELETE,/mix/7/edit,/mix/*rest",
    "GET,/gr%C3%BC%C3%9Fe,/grüße",
  })
  void theMostSpecificRouteOfTheVerbAnswers(Verb verb, String path, String template) {
    assertThat(TABLE.find(verb, path))
        .map(match -> match.endpoint().path().text())
        .contains(template);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/nowhere",
    "GET,/who",
    "GET,/who/",
    "GET,/slash",
    "GET,/mix/",
    "GET,/WHO/me",
    "GET,//who/me",
    "GET,/./who/me",
    "GET,/wh%6F/me",
    "POST,/who/me",
    "GET,''",
    "GET,who/me",
    "GET,*",
  })
  void whereNothingMatchesNothingIsFound(Verb verb, String path) {
    assertThat(TABLE.find(verb, path)).isEmpty();
  }

  @Test
  void aMatchCarriesTheDecodedValues() {
    RouteMatch match = TABLE.find(Verb.GET, "/y/a%20b/c%2Fd").orElseThrow();

    assertThat(match.path()).containsExactly(Map.entry("a", "a b"), Map.entry("b", "c/d"));
  }

  @Test
  void aValueThatIsNotUtf8IsABadRequest() {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> TABLE.find(Verb.GET, "/who/%FF"))
        .withMessage("path parameter 'name': %FF (expected: percent-encoded UTF-8)");
  }

  @Test
  void theVerbsOfAPathAreThoseOfAllRoutesThatMatch() {
    assertThat(TABLE.verbs("/z/lit")).isEqualTo(Set.of(Verb.GET, Verb.PUT));
    assertThat(TABLE.verbs("/z/other")).isEqualTo(Set.of(Verb.GET));
    assertThat(TABLE.verbs("/mix/7")).isEqualTo(Set.of(Verb.GET, Verb.DELETE));
    assertThat(TABLE.verbs("/who/%FF")).isEqualTo(Set.of(Verb.GET));
    assertThat(TABLE.verbs("/nowhere")).isEmpty();
  }

  @Test
  void theTreeAgreesWithTryingTheEndpointsInOrder() {
    Random random = new Random(20_260_801);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      List<Endpoint> endpoints = randomEndpoints(random);
      RouteTable table = RouteTable.of(endpoints);
      for (int request = 0; request < 50; request++) {
        Verb verb = random.nextBoolean() ? Verb.GET : Verb.PUT;
        String path = path(random, "a", "b", "", "c%20", "%C3%BC");
        Optional<RouteMatch> inOrder = inOrder(endpoints, verb, path);
        assertThat(table.find(verb, path)).as("%s %s", verb, path).isEqualTo(inOrder);
        found += inOrder.isPresent() ? 1 : 0;
      }
    }
    assertThat(found).isGreaterThan(2_000);
  }

  private static Optional<RouteMatch> inOrder(List<Endpoint> endpoints, Verb verb, String path) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.verb() == verb)
        .flatMap(each -> each.path().match(path).map(found -> new RouteMatch(each, found)).stream())
        .findFirst();
  }

  private static List<Endpoint> randomEndpoints(Random random) {
    List<String> sources = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      String rest = random.nextInt(4) == 0 ? "/*rest" : "";
      String path = path(random, "a", "b", "", "ü", ":p" + i) + rest;
      sources.add("# " + (random.nextBoolean() ? "GET " : "PUT ") + path);
    }
    return Notebooks.compile(sources.toArray(String[]::new)).endpoints();
  }

  private static String path(Random random, String... parts) {
    StringBuilder path = new StringBuilder();
    int segments = 1 + random.nextInt(4);
    for (int i = 0; i < segments; i++) {
      String part = parts[random.nextInt(parts.length)];
      path.append('/').append(part.startsWith(":") ? part + "_" + i : part);
    }
    return path.toString();
  }

  private static RouteTable table(String... routes) {
    String[] sources = new String[routes.length];
    for (int i = 0; i < routes.length; i++) {
      sources[i] = "# " + routes[i];
    }
    return RouteTable.of(Notebooks.compile(sources).endpoints());
  }
}
