package dev.cellroute.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.endpoint.Annotation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationParserTest {
  private static final AnnotationParser PARSER = new AnnotationParser(CommentSyntax.DEFAULT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "# GET /x                    | ENDPOINT      | GET    | /x            | 7  | ''",
        "#  POST  /x                 | ENDPOINT      | POST   | /x            | 10 | ''",
        "# GET /x  Says what it does | ENDPOINT      | GET    | /x            | 7  | Says what it does",
        "# GET /x # and a note       | ENDPOINT      | GET    | /x            | 7  | # and a note",
        "# PUT /a/:id/*rest          | ENDPOINT      | PUT    | /a/:id/*rest  | 7  | ''",
        "# GET /grüße                | ENDPOINT      | GET    | /grüße        | 7  | ''",
        "# GET /re/(.*)              | ENDPOINT      | GET    | /re/(.*)      | 7  | ''",
        "# GET /                     | ENDPOINT      | GET    | /             | 7  | ''",
        "# ResponseInfo GET /x       | RESPONSE_INFO | GET    | /x            | 20 | ''",
        "# EXAMPLE DELETE /x?a=1     | EXAMPLE       | DELETE | /x?a=1        | 18 | ''",
      })
  void anAnnotationIsKindVerbPathAndSummary(
      String line, Kind kind, Verb verb, String path, int column, String summary) {
    assertThat(PARSER.parse(line)).contains(new Annotation(kind, verb, path, column, summary));
  }

  @Test
  void whiteSpaceOfAnySortSeparates() {
    Annotation expected = new Annotation(Kind.ENDPOINT, Verb.GET, "/tab", 7, "after a tab");

    assertThat(PARSER.parse("#\tGET\t/tab\tafter a tab \t")).contains(expected);
    assertThat(PARSER.parse("#\u00a0GET\u2003/tab\u00a0after a tab")).contains(expected);
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyVerbCanBeNamed(Verb verb) {
    assertThat(PARSER.parse("# " + verb + " /x")).map(Annotation::verb).contains(verb);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "# ",
        "# GET",
        "# GET ",
        "# GET nopath",
        "#GET /x",
        " # GET /x",
        "## GET /x",
        "# get /x",
        "# Get /x",
        "# FETCH /x",
        "# GET: /x",
        "# GETT /x",
        "# GET/x",
        "# ResponseInfoGET /x",
        "# responseinfo GET /x",
        "# ResponseInfo /x",
        "# ResponseInfo ResponseInfo GET /x",
        "// GET /x",
        "-- GET /x",
        "GET /x",
        "print('# GET /x')",
      })
  void anythingElseIsNone(String line) {
    assertThat(PARSER.parse(line)).isEmpty();
  }

  @Test
  void thePrefixIsLiteralText() {
    AnnotationParser parser = new AnnotationParser(CommentSyntax.of(".*"));

    assertThat(parser.parse(".* GET /x")).isPresent();
    assertThat(parser.parse("## GET /x")).isEmpty();
  }

  @Test
  void aLanguageMayHaveTwoPrefixes() {
    AnnotationParser parser = new AnnotationParser(new CommentSyntax(List.of(";;", ";")));

    assertThat(parser.parse(";; GET /x")).isPresent();
    assertThat(parser.parse("; GET /x")).isPresent();
    assertThat(parser.parse(";;; GET /x")).isEmpty();
  }
}
