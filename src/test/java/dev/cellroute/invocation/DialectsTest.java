package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.kernel.ExecuteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "python",
        "Python",
        "ipython",
        "R",
        "r",
        "julia",
        "Julia",
        "java",
        "Java",
        "kotlin",
        "scala",
        "Scala",
        "groovy",
        "javascript",
        "typescript",
        "nodejs",
        "deno",
        "bash",
        "Bash",
        "sh",
        "perl",
        "Perl",
        "ruby",
        "Ruby"
      })
  void languagesAreKnownInAnyCase(String language) {
    assertThat(Dialects.of(language)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sql", "fortran66", "php", "powershell", "c++", "pythonic"})
  void otherLanguagesAreNotGuessed(String language) {
    assertThat(Dialects.of(language)).isEmpty();
  }

  /** The whole code of a call whose document is {@code []}, in each language. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          R      | .cellroute_request("W10="); #x
          julia  | REQUEST = Cellroute__.request("W10="); RESPONSE = nothing; #x
          java   | REQUEST = new String(java.util.Base64.getDecoder().decode(String.join("", "W10=")), java.nio.charset.StandardCharsets.UTF_8); RESPONSE = null; #x
          kotlin | REQUEST = String(java.util.Base64.getDecoder().decode(listOf("W10=").joinToString("")), Charsets.UTF_8); RESPONSE = null; #x
          scala  | REQUEST = new String(java.util.Base64.getDecoder.decode(Seq("W10=").mkString), "UTF-8"); RESPONSE = null; #x
          groovy | REQUEST = new String(['W10='].join('').decodeBase64(), 'UTF-8'); RESPONSE = null; #x
          deno   | var REQUEST = __cellroute__.request("W10="), RESPONSE = undefined; #x
          bash   | __cellroute_more 'W10='; __cellroute_request; #x
          perl   | our $REQUEST = Cellroute::request('W10='); our $RESPONSE = undef; #x
          ruby   | Cellroute.request('W10='); #x
          """)
  void callIsTheRequestInFrontOfTheSource(String language, String code) {
    assertThat(Dialects.of(language).orElseThrow().call("#x", "[]"))
        .isEqualTo(ExecuteRequest.of(code));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          R      | .cellroute_response("N")
          julia  | Cellroute__.respond(RESPONSE, "N")
          java   | ;CellrouteResponse.print(RESPONSE, "N");
          kotlin | CellrouteResponse.print(RESPONSE, "N")
          scala  | CellrouteResponse.print(RESPONSE, "N")
          groovy | cellroute_respond(RESPONSE, 'N')
          deno   | ;__cellroute__.respond(RESPONSE, "N");
          bash   | __cellroute_respond $? 'N'
          perl   | ;Cellroute::respond($RESPONSE, 'N');
          ruby   | Cellroute.respond('N')
          """, quoteCharacter = '`')
  void sourceThatSaysResponseIsFollowedByItsPrinting(String language, String epilogue) {
    String code =
        Dialects.of(language).orElseThrow().call("#x\nRESPONSE=1", "[]").code();
    assertThat(code.replaceAll("[0-9a-f]{32}", "N")).endsWith("\nRESPONSE=1\n" + epilogue);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"R", "julia", "java", "kotlin", "scala", "groovy", "deno", "perl", "ruby"})
  void longDocumentIsCutIntoLiteralsTheLanguageTakes(String language) {
    String code =
        Dialects.of(language).orElseThrow().call("#x", "x".repeat(200_000)).code();
    assertThat(code.split("[\"']", -1))
        .allMatch(piece -> piece.length() <= 60_000)
        .hasSizeGreaterThan(5);
    assertThat(code).doesNotContain("\n");
  }

  @Test
  void longDocumentIsTypedInLinesInBash() {
    String code =
        Dialects.of("bash").orElseThrow().call("#x", "x".repeat(30_000)).code();
    assertThat(code.lines()).hasSize(2).allMatch(line -> line.startsWith("__cellroute_more '"));
  }

  @Test
  void customTemplateStandsAboveTheSource() {
    Dialect dialect = Dialects.custom("SET REQUEST = DECODE('{base64}');");
    assertThat(dialect.call("-- GET /x\nRESPONSE", "[]"))
        .isEqualTo(ExecuteRequest.of("SET REQUEST = DECODE('W10=');\n-- GET /x\nRESPONSE"));
    assertThat(dialect.setup()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SET REQUEST = '{request}'", "{base64} {base64}"})
  void customTemplateWithoutItsPlaceIsRefused(String template) {
    assertThatThrownBy(() -> Dialects.custom(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("request-encoder: '" + template
            + "' (expected: code that holds {base64} once, where the request's base64 text goes)");
  }
}
