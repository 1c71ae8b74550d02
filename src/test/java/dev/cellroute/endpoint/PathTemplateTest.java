package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cellroute.endpoint.PathTemplate.Segment;
import dev.cellroute.fault.Diagnostic.Severity;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  @Test
  void aPathIsItsSegments() {
    assertThat(PathTemplate.parse("/a/:user-id/*rest").segments())
        .containsExactly(
            new Segment.Literal("a"), new Segment.Parameter("user-id"), new Segment.Rest("rest"));
    assertThat(PathTemplate.parse("/").segments()).containsExactly(new Segment.Literal(""));
    assertThat(PathTemplate.parse("/a/").segments())
        .containsExactly(new Segment.Literal("a"), new Segment.Literal(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/:id", "/:_x", "/:größe", "/:a1", "/:user-id", "/ids/:id/:id2", "/*all"})
  void namesAreWordsOfAnyScript(String path) {
    assertThat(problems(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nopath      | the path does not begin with '/' | 0 | 6",
        "/a/:        | the parameter has no name        | 3 | 1",
        "/a/*        | the parameter has no name        | 3 | 1",
        "/:id.json   | 'id.json' is not a name          | 2 | 7",
        "/:1         | '1' is not a name                | 2 | 1",
        "/:-a        | '-a' is not a name               | 2 | 2",
        "/:a:b       | 'a:b' is not a name              | 2 | 3",
        "/:id/b/:id  | the name 'id' is used twice      | 8 | 2",
        "/:id/*id    | the name 'id' is used twice      | 6 | 2",
        "/*rest/x    | '*rest' is not the last segment  | 1 | 5",
        "/*rest/     | '*rest' is not the last segment  | 1 | 5",
      })
  void whatKernelGatewayCouldNotStartIsAnError(String path, String message, int offset, int width) {
    assertThat(problems(path))
        .extracting(
            PathProblem::severity,
            PathProblem::code,
            PathProblem::message,
            PathProblem::offset,
            PathProblem::width)
        .containsExactly(tuple(Severity.ERROR, "invalid-path", message, offset, width));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PathTemplate.parse(path))
        .withMessage(path + ": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/mid:name           | literal-colon | the ':' in 'mid:name' is literal text",
        "/u/{id}             | bracketed-parameter | '{id}' is literal text",
        "/u/<id>             | bracketed-parameter | '<id>' is literal text",
        "/x?a=1              | query-in-path | '?' is literal text",
        "/re/(?P<rest>.+)    | regex-in-path | '(?P<rest>.+)' is literal text",
      })
  void whatKernelGatewayReadDifferentlyIsAWarning(String path, String code, String message) {
    assertThat(problems(path))
        .extracting(PathProblem::severity, PathProblem::code, PathProblem::message)
        .containsExactly(tuple(Severity.WARNING, code, message));
  }

  @Test
  void allProblemsAreFoundAtOnce() {
    assertThat(problems("/:/*x/:a.b/mid:name"))
        .extracting(PathProblem::offset)
        .containsExactly(1, 3, 7, 11);
  }

  @Test
  void thereIsALimitOfSegments() {
    assertThat(problems("/a".repeat(200))).isEmpty();
    assertThat(problems("/a".repeat(201)))
        .extracting(PathProblem::message)
        .containsExactly("the path has 201 segments (expected: 200 at most)");
  }

  @ParameterizedTest
  @CsvSource({
    "/,/",
    "/who/me,/who/me",
    "/dot.json,/dot.json",
    "/plus+sign,/plus+sign",
    "/plus+sign,/plus%2Bsign",
    "/re/(.*),/re/(.*)",
    "/slash/,/slash/",
    "/grüße,/gr%C3%BC%C3%9Fe",
    "/grüße,/gr%c3%bc%c3%9fe",
    "/grüße,/grüße",
    "/a%20b,/a%20b",
    "/%FF,/%FF",
    "/50%,/50%",
    "/50%,/50%25",
    "/a//b,/a//b"
  })
  void aLiteralMatchesItselfAndItsEncodedForm(String template, String path) {
    assertThat(PathTemplate.parse(template).match(path)).contains(Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "/re/(.*),/re/(.*)x",
    "/slash/,/slash",
    "/slash,/slash/",
    "/Case,/case",
    "/dot.json,/dotXjson",
    "/re/(.*),/re/anything",
    "/req,/r%65q",
    "/req,//req",
    "/req,/./req",
    "/req,/req;x",
    "/a/b,/a%2Fb",
    "/ÿ,/%FF",
    "/a//b,/a/b",
    "/req,''",
    "/req,req",
    "/p/:id,/p",
    "/p/:id,/p/",
    "/p/:id,/P/1",
    "/p/:id,/p/1/",
    "/p/:id,//p/1",
    "/files/*rest,/files",
    "/files/*rest,/files/"
  })
  void aMatchIsOfTheWholeRawPathAsItStands(String template, String path) {
    assertThat(PathTemplate.parse(template).match(path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/p/a%2Fb,a/b",
    "/p/caf%C3%A9,café",
    "/p/a+b,a+b",
    "/p/a%20b,a b",
    "/p/%252e,%2e",
    "/p/%zz,%zz",
    "/p/%,%",
    "/p/%4,%4",
    "/p/a;b=1@c:d;e,a;b=1@c:d;e",
    "/p/%22'%60,\"'`",
    "/p/..,..",
    "/p/:id,:id",
    "/p/%F0%9F%98%80,😀",
  })
  void aValueIsDecodedOnce(String path, String value) {
    assertThat(PathTemplate.parse("/p/:id").match(path)).contains(Map.of("id", value));
  }

  @ParameterizedTest
  @CsvSource({
    "/files/a,a",
    "/files/a/b/c.txt,a/b/c.txt",
    "/files/a%20b/c%2Fd,a b/c/d",
    "/files/a/,a/",
    "/files//,/",
  })
  void theRestKeepsItsSlashes(String path, String value) {
    assertThat(PathTemplate.parse("/files/*rest").match(path)).contains(Map.of("rest", value));
  }

  @Test
  void valuesComeInTheOrderOfTheTemplate() {
    assertThat(PathTemplate.parse("/:b/:a/*z").match("/1/2/3/4").orElseThrow())
        .containsExactly(Map.entry("b", "1"), Map.entry("a", "2"), Map.entry("z", "3/4"));
    assertThat(PathTemplate.parse("/:b/x/:a/*z").names()).containsExactly("b", "a", "z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF", "%C3", "%C3x", "%C0%AF", "%ED%A0%80", "%F4%90%80%80"})
  void aValueThatIsNotUtf8IsABadRequest(String value) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> PathTemplate.parse("/p/:id").match("/p/" + value))
        .withMessage("path parameter 'id': " + value + " (expected: percent-encoded UTF-8)")
        .matches(thrown -> thrown.code() == ErrorCode.BAD_REQUEST);
  }

  @Test
  void twoPathsOfOneShapeMatchTheSame() {
    assertThat(PathTemplate.parse("/a/:x/*y").shape()).isEqualTo("/a/:/*");
    assertThat(PathTemplate.parse("/gr%C3%BC%C3%9Fe").shape())
        .isEqualTo(PathTemplate.parse("/grüße").shape());
  }

  private static List<PathProblem> problems(String path) {
    PathParser parser = new PathParser(path);
    parser.parse();
    return parser.problems();
  }
}
