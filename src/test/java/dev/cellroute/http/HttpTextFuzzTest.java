package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;

final class HttpTextFuzzTest {
  @FuzzTest
  void whatWasEncodedIsDecoded(FuzzedDataProvider data) {
    String name = clean(data.consumeString(40));
    String value = clean(data.consumeRemainingAsString());

    String query = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);

    assertThat(Arguments.parse(query, UTF_8, "query parameter").get(name))
        .isEqualTo(List.of(value));
    assertThat(Arguments.without(query + "&x=1", UTF_8, name, "query parameter"))
        .isEqualTo(name.equals("x") ? "" : "x=1");
  }

  @FuzzTest
  void anyQueryIsReadOrABadRequest(FuzzedDataProvider data) {
    String query = data.consumeRemainingAsAsciiString();
    try {
      Arguments.parse(query, UTF_8, "query parameter")
          .forEach((name, values) -> assertThat(values).isNotEmpty());
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    }
  }

  @FuzzTest
  void headerCaseChangesOnlyTheCaseAndOnlyOnce(FuzzedDataProvider data) {
    String name = data.consumeRemainingAsAsciiString();

    String cased = HeaderCase.of(name);

    assertThat(cased.toLowerCase(Locale.ROOT)).isEqualTo(name.toLowerCase(Locale.ROOT));
    assertThat(HeaderCase.of(cased)).isEqualTo(cased);
  }

  @FuzzTest
  void anyContentTypeIsRead(FuzzedDataProvider data) {
    ContentType type = ContentType.parse(data.consumeRemainingAsString());

    assertThat(type.type().toString()).contains("/");
  }

  @FuzzTest
  void anyMultipartBodyIsReadOrRefused(FuzzedDataProvider data) {
    byte[] body = data.consumeRemainingAsBytes();
    try {
      MultipartParser.parse(body, "B")
          .forEach(part -> assertThat(part.content()).isNotNull());
    } catch (GatewayException e) {
      assertThat(e.code()).isIn(ErrorCode.BAD_REQUEST, ErrorCode.BODY_TOO_LARGE);
    }
  }

  @FuzzTest
  void anyIfNoneMatchIsCompared(FuzzedDataProvider data) {
    String header = data.consumeRemainingAsString();

    assertThat(EntityTag.matches(header, "\"tag\""))
        .isEqualTo(header.strip().equals("*") || EntityTag.matches(header, "W/\"tag\""));
    assertThat(EntityTag.matches("\"a\", \"tag\"," + header, "\"tag\"")).isTrue();
  }

  private static String clean(String text) {
    // A lone surrogate has no UTF-8.
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
