package dev.cellroute.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonPiecesTest {
  @Test
  void elementsAreTheTextsBetweenTheCommas() {
    assertThat(
            JsonPieces.elements(" [1.50, \"a,]\\\"\\\\\", [2,[3]] ,{\"b\":[4,5]},null,\n1e400 ]\n"))
        .isEqualTo(List.of("1.50", "\"a,]\\\"\\\\\"", "[2,[3]]", "{\"b\":[4,5]}", "null", "1e400"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " [ ]\n"})
  void anEmptyArrayHasNoElements(String array) {
    assertThat(JsonPieces.elements(array)).isEmpty();
  }

  @Test
  void membersAreNamesAndTexts() {
    assertThat(JsonPieces.members("{\"st\\u0061tus\" : 201, \"b:\": {\"c\": [1.0]}, \"d\":\"}\"}"))
        .isEqualTo(Map.of("status", "201", "b:", "{\"c\": [1.0]}", "d", "\"}\""));
  }

  @Test
  void ofTwoMembersWithOneNameTheLastCounts() {
    assertThat(JsonPieces.members("{\"a\": 1, \"a\": 2}")).isEqualTo(Map.of("a", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[1]", "\"{\"", "1", "null"})
  void whatIsNoObjectHasNoMembers(String json) {
    assertThat(JsonPieces.members(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1", "{}", "[1", "[1]]", "[NaN]", "[1] [2]", "\"[]\""})
  void onlyOneWholeArrayIsOne(String text) {
    assertThat(JsonPieces.isArray(text)).isFalse();
    assertThat(JsonPieces.isArray("\n[" + "[]" + "]\n")).isTrue();
  }
}
