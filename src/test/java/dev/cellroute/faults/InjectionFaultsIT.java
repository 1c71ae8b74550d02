package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.answered;
import static dev.cellroute.faults.Expectation.body;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Fault.fault;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Fault.Depth;
import dev.cellroute.faults.Seen.Answer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * E: data that wants to be code. Each value goes in as body, query, header or path and must come
 * back as it was, from Python and from Java; other languages have their own tests.
 */
final class InjectionFaultsIT extends FaultSuite {
  private static final String TOUCH = "open('canary','w')";

  static final List<Fault<Site>> ROWS = List.of(
      echoed(
          "E1",
          "quotes and backslashes",
          "'",
          "\"",
          "\\",
          "\"\"\"",
          "'''",
          "\\\"",
          "a\\",
          "\\\\'",
          "');" + TOUCH + ";('",
          "\");" + TOUCH + ";(\"",
          "\"\"\"+" + TOUCH + "+\"\"\""),
      echoed(
          "E2",
          "ends of lines",
          "a\nb",
          "a\rb",
          "a\u2028b",
          "a\u2029b",
          "a\u0085b",
          "a\u000bb",
          "a\u0000b",
          "\n" + TOUCH + "\n",
          "\r\n" + TOUCH),
      echoed(
          "E3",
          "what shells and templates replace",
          "$(touch canary)",
          "`touch canary`",
          "${x}",
          "#{x}",
          "@{[`touch canary`]}",
          "{{7*7}}",
          "%s%n%d",
          "$ENV{PATH}",
          "\\(x)",
          "{TOUCH}",
          "<%= 1 %>"),
      echoed(
          "E4",
          "escapes of Java",
          "\\u0022+new java.io.File(\\u0022canary\\u0022)" + ".createNewFile()+\\u0022",
          "\\u000a",
          "\\uuuu0022",
          "\\u005c\"",
          "\\u0022);//"),
      fault("E5", "long values", InjectionFaultsIT::longValues, nothingElse()),
      fault("E6", "numbers at the edges", InjectionFaultsIT::numbers, nothingElse()),
      fault("E6", "NaN in JSON", site -> post(site, "python", "{\"v\": NaN}"), statuses(400)),
      echoed(
          "E7",
          "text at the edges",
          "\u202eevil",
          "\ud83d\ude00",
          "e" + "\u0301".repeat(4_000),
          "\ufeff",
          "\uffff",
          "\u0001\u001b[31m"),
      fault(
          "E7",
          "lone surrogate",
          site -> post(site, "python", "{\"v\": \"\\ud800\"}"),
          statuses(200, 400, 422, 500)),
      echoed(
          "E8",
          "magics",
          "%run canary",
          "!touch canary",
          "?print",
          "%%bash\ntouch canary",
          "%magic\n!touch canary"),
      fault("E9", "encoded slash in a path", path("a%2Fb"), answered(200).and(body("a/b"))),
      fault("E9", "decoded once", path("%252e"), answered(200).and(body("%2e"))),
      fault("E9", "dots and a semicolon", path("..;"), answered(200).and(body("..;"))),
      fault("E9", "NUL in a path", path("a%00b"), answered(200, 400)),
      fault("E9", "broken encoding", path("a%zzb"), answered(200, 400)),
      fault("E10", "two headers of one name", InjectionFaultsIT::equalHeaders, nothingElse()),
      fault(
          "E10",
          "two arguments of one name",
          site -> ask(site, "/argument?v=1&v=2"),
          statuses(200).and(body("['1', '2']"))),
      echoed(
          "E11",
          "names that mean something",
          "__proto__",
          "__class__",
          "__import__('os')",
          "constructor",
          "names"),
      fault("E12", "random documents come back", InjectionFaultsIT::randomDocuments, nothingElse()),
      fault("E13", "the token stays outside", InjectionFaultsIT::tokenStaysOutside, nothingElse()));

  private static final String TOKEN = "secret-of-the-injection-rows";

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  Plan plan() {
    String java =
        Cells.notebook("java", "java", List.of("// POST /java\nSystem.out.print(REQUEST);"));
    return Plan.of(
            "# POST /python\nprint(REQUEST, end='')",
            "# GET /all\nprint(REQUEST, end='')",
            "# GET /argument\nprint(json.loads(REQUEST)['args']['v'], end='')")
        .withFile("other.ipynb", java)
        .withAllKernels(2)
        .withToken(TOKEN);
  }

  private static Fault<Site> echoed(String id, String title, String... values) {
    return fault(
        id,
        title,
        site -> {
          for (String value : values) {
            comesBack(site, "python", value);
            comesBack(site, "java", value);
            comesBackFromQuery(site, value);
          }
          return Seen.NOTHING;
        },
        nothingElse());
  }

  private static void comesBack(Site site, String language, String value) throws IOException {
    comesBack(site, language, new JsonObject().put("v", value).put("k" + value, 1));
  }

  private static void comesBack(Site site, String language, JsonObject sent) throws IOException {
    Answer answer = post(site, language, sent.encode()).only();
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().getValue("body")).as(language).isEqualTo(sent);
  }

  private static void comesBackFromQuery(Site site, String value) throws IOException {
    Answer answer = ask(site, "/all?v=" + URLEncoder.encode(value, UTF_8)).only();
    if (value.contains("\u0000")) {
      assertThat(answer.status()).isIn(200, 400);
      return;
    }
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().getJsonObject("args").getJsonArray("v").getString(0))
        .isEqualTo(value);
  }

  private static Seen ask(Site site, String target) throws IOException {
    return site.get(target, "Authorization: Bearer " + TOKEN);
  }

  private static Seen post(Site site, String language, String json) throws IOException {
    String bytes = new String(json.getBytes(UTF_8), ISO_8859_1);
    return site.send(
        "POST",
        "/" + language,
        bytes,
        "Content-Type: application/json",
        "Authorization: Bearer " + TOKEN);
  }

  private static Attack<Site> path(String segment) {
    return site -> Wire.attack(
        site.port(),
        Wire.head("GET", "/echo/" + segment, "Authorization: Bearer " + TOKEN),
        "Authorization: Bearer " + TOKEN);
  }

  private static Seen longValues(Site site) throws IOException {
    for (int length : new int[] {65_535, 65_536, 70_000, 1_000_000}) {
      comesBack(site, "python", new JsonObject().put("v", "x".repeat(length)));
      comesBack(site, "java", new JsonObject().put("v", "\u00e9".repeat(length)));
    }
    return Seen.NOTHING;
  }

  /** Each comes back as JSON of the same text; what no number can be is refused. */
  private static Seen numbers(Site site) throws IOException {
    for (String number : List.of("9007199254740993", "9223372036854775808", "-0", "1e2", "0.1")) {
      Answer answer = post(site, "python", "{\"v\":" + number + "}").only();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().replace(" ", "")).contains("\"v\":" + number + "}");
    }
    for (String number : List.of("1e400", "1" + "0".repeat(4_000))) {
      assertThat(post(site, "python", "{\"v\":" + number + "}").only().status())
          .isIn(200, 400, 422);
    }
    return Seen.NOTHING;
  }

  private static Seen equalHeaders(Site site) throws IOException {
    Answer answer =
        site.get("/all", "Authorization: Bearer " + TOKEN, "X-a: 1", "x-A: 2").only();
    assertThat(answer.json().getJsonObject("headers").getJsonArray("X-A"))
        .isEqualTo(JsonArray.of("1", "2"));
    return Seen.NOTHING;
  }

  private static Seen randomDocuments(Site site) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < Depth.times(100, 5_000); i++) {
      comesBack(site, i % 10 == 0 ? "java" : "python", randomText(random));
    }
    return Seen.NOTHING;
  }

  private static String randomText(Random random) {
    return Stream.generate(() -> random.nextInt(0x3000))
        .limit(random.nextInt(40))
        .map(Character::toString)
        .collect(Collectors.joining());
  }

  private static Seen tokenStaysOutside(Site site) throws IOException {
    List<Answer> answers = new ArrayList<>();
    answers.add(ask(site, "/all?a=1").only());
    answers.add(site.get("/all?a=1&token=" + TOKEN).only());
    for (Answer answer : answers) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).doesNotContain(TOKEN);
      assertThat(Json.decodeValue(answer.body())).isInstanceOf(JsonObject.class);
    }
    return Seen.NOTHING;
  }
}
