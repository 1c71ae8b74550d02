package dev.cellroute.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArgumentsTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a=1&a=2&b=          | {a=[1, 2], b=[]}
      a                   | {a=[]}
      a=1;b=2             | {a=[1;b=2]}
      a=%zz&b=%           | {a=[%zz], b=[%]}
      a=%1&b=%e           | {a=[%1], b=[%e]}
      a=b+c&d=e%2Bf       | {a=[b c], d=[e+f]}
      a=%C3%A9%20%f0%9f%8c%b8 | {a=[é 🌸]}
      a[]=1&a[]=2         | {a[]=[1, 2]}
      a=b=c&a=            | {a=[b=c, ]}
      %D0%BA=1            | {к=[1]}
      =x                  | {=[x]}
      &&a=1&              | {a=[1]}
      a=%00               | {a=[\0]}
      """)
  void argumentsAreReadAsKernelGatewayReadsThem(String query, String expected) {
    assertThat(Arguments.parse(query, UTF_8, "query parameter"))
        .hasToString(expected.replace("\\0", "\0"));
  }

  @Test
  void nothingIsNoArgument() {
    assertThat(Arguments.parse("", UTF_8, "query parameter")).isEmpty();
  }

  @Test
  void whatIsNoTextIsRefusedByName() {
    assertThatThrownBy(() -> Arguments.parse("a=1&b=%FF", UTF_8, "query parameter"))
        .isInstanceOf(GatewayException.class)
        .hasMessage("query parameter 'b': not valid UTF-8");
    assertThatThrownBy(() -> Arguments.parse("%FF=1", UTF_8, "query parameter"))
        .isInstanceOf(GatewayException.class)
        .hasMessage("the name of a query parameter: not valid UTF-8");
    assertThatThrownBy(() -> Arguments.parse("a=%C0%AF", UTF_8, "form field"))
        .hasMessage("form field 'a': not valid UTF-8");
  }

  @Test
  void rawBytesCountAsTheyAre() {
    assertThat(Arguments.parse("a=\u00c3\u00a9", UTF_8, "x")).hasToString("{a=[é]}");
    assertThat(Arguments.parse("a=%E9", ISO_8859_1, "x")).hasToString("{a=[é]}");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      token=1                   | ''
      a=1&token=1&b=%zz         | a=1&b=%zz
      %74oken=1&a=+             | a=+
      token                     | ''
      tokens=1&my-token=2       | tokens=1&my-token=2
      """)
  void anArgumentIsTakenOutAndTheRestStaysAsItWas(String query, String rest) {
    assertThat(Arguments.without(query, UTF_8, "token", "query parameter")).isEqualTo(rest);
  }
}
