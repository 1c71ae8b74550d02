package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import dev.cellroute.http.MultipartParser.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MultipartParserTest {
  @Test
  void fieldsAndFilesAreTakenApart() {
    List<String> parts = parse("""
        a preamble
        --B
        Content-Disposition: form-data; name="f"

        v1
        --B\t
        content-disposition: form-data; name=f; filename="naïve.txt"
        content-type: text/plain; charset=utf-8

        line 1
        --Bad boundary

        --B
        Content-Disposition: form-data; name="g"


        --B--
        an epilogue""");

    assertThat(parts)
        .containsExactly(
            "FIELD f  : v1",
            "FILE f naïve.txt text/plain: line 1\r\n--Bad boundary\r\n",
            "FIELD g  : ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      filename="../../x.txt"                       | x.txt
      filename="C:\\dir\\x.txt"                    | x.txt
      filename="/"                                 | ''
      filename*=UTF-8''na%C3%AFve.txt              | naïve.txt
      filename="fallback"; filename*=utf-8'en'a%20b | a b
      filename="kept"; filename*=latin1''%E9       | kept
      """)
  void aFileNameIsANameOnly(String disposition, String name) {
    List<Part> parts = MultipartParser.parse(
        ("--B\r\nContent-Disposition: form-data; name=f; " + disposition + "\r\n\r\nx\r\n--B--")
            .getBytes(UTF_8),
        "B");

    assertThat(parts).extracting(Part::filename).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      garbage                                         | the boundary is missing
      --B                                             | the boundary is missing
      --BxContent                                     | the boundary is missing
      --B~A: b~~x                                     | the closing boundary is missing
      --B~A: b                                        | a part without the end of its headers
      --B~A: b~~x~--B--                               | a part without a name
      --B~~~x~--B--                                   | a part without a name
      """)
  void aMalformedBodyIsRefused(String body, String message) {
    assertThatThrownBy(() -> parse(body.replace('~', '\n')))
        .isInstanceOfSatisfying(
            GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessage("multipart body: " + message);
  }

  @Test
  void aBodyWithoutPartsIsEmpty() {
    assertThat(parse("--B--")).isEmpty();
  }

  @Test
  void thePartsAreCounted() {
    String part = "--B\nContent-Disposition: form-data; name=f\n\nx\n";

    assertThat(parse(part.repeat(MultipartParser.MAX_PARTS) + "--B--")).hasSize(1000);
    assertThatThrownBy(() -> parse(part.repeat(MultipartParser.MAX_PARTS + 1) + "--B--"))
        .hasMessage("multipart body: more than 1000 parts");
  }

  @Test
  void theBoundaryHasAnEnd() {
    assertThatThrownBy(() -> MultipartParser.parse(new byte[0], "x".repeat(71)))
        .hasMessage("multipart body: a boundary has 1 to 70 characters");
    assertThatThrownBy(() -> MultipartParser.parse(new byte[0], ""))
        .hasMessage("multipart body: a boundary has 1 to 70 characters");
  }

  private static List<String> parse(String body) {
    byte[] bytes = body.replace("\n", "\r\n").getBytes(UTF_8);
    return MultipartParser.parse(bytes, "B").stream()
        .map(MultipartParserTest::show)
        .toList();
  }

  private static String show(Part part) {
    String content = UTF_8.decode(part.content()).toString();
    return "%s %s %s %s: %s"
        .formatted(part.kind(), part.name(), part.filename(), part.type().value(), content);
  }
}
