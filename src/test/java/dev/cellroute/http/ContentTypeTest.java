package dev.cellroute.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.ErrorCode;
import dev.cellroute.fault.GatewayException;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentTypeTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
      text/plain                               | text/plain          | {}
      Text/Plain ; Charset=UTF-8               | Text/Plain          | {charset=UTF-8}
      multipart/form-data;boundary="a;b=c";x=1 | multipart/form-data | {boundary=a;b=c, x=1}
      form-data; name="a\\"b"; filename="C:\\x" | form-data           | {filename=C:\\x, name=a"b}
      a/b; charset; boundary=1; boundary=2     | a/b                 | {boundary=1}
      a/b;; =x; q="unclosed                    | a/b                 | {=x, q=unclosed}
      """)
  void parametersAreRead(String header, String value, String parameters) {
    ContentType type = ContentType.parse(header);

    assertThat(type.value()).isEqualTo(value);
    assertThat(new TreeMap<>(type.parameters())).hasToString(parameters);
  }

  @Test
  void noneIsAbsent() {
    assertThat(ContentType.parse(null).isAbsent()).isTrue();
    assertThat(ContentType.parse("").isAbsent()).isTrue();
    assertThat(ContentType.parse("text/plain").isAbsent()).isFalse();
  }

  @Test
  void anUnknownCharsetIsAnUnsupportedType() {
    assertThatThrownBy(() -> ContentType.parse("text/plain; charset=utf-99").charset())
        .isInstanceOfSatisfying(
            GatewayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_MEDIA_TYPE))
        .hasMessage("unknown charset 'utf-99'");
    assertThatThrownBy(() -> ContentType.parse("text/plain; charset=\"a b\"").charset())
        .hasMessage("unknown charset 'a b'");
  }
}
