package dev.cellroute.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JvmOptionsTest {

  @Test
  void aPlainCommandGetsTheOptionsBeforeTheJar() {
    List<String> command = List.of("java", "-jar", "x.jar", "serve", "a b.ipynb");

    assertThat(JvmOptions.addedTo(command, Map.of("PATH", "/bin")).orElseThrow())
        .containsExactly(
            "java",
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmn24m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dcellroute.relaunched=true",
            "-jar",
            "x.jar",
            "serve",
            "a b.ipynb");
  }

  @Test
  void whatWasAddedIsNotAddedAgain() {
    List<String> command =
        JvmOptions.addedTo(List.of("java", "-jar", "x.jar"), Map.of()).orElseThrow();

    assertThat(JvmOptions.addedTo(command, Map.of())).isEmpty();
  }

  @Test
  void theUsersOwnOptionsAreLeftAlone() {
    assertThat(JvmOptions.addedTo(List.of("java", "-Xmx1g", "-jar", "x.jar"), Map.of()))
        .isEmpty();
    assertThat(JvmOptions.addedTo(List.of("java", "-cp", "x", "Main"), Map.of()))
        .isEmpty();
    assertThat(JvmOptions.addedTo(List.of(), Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
  void optionsInAVariableAreTheUsersToo(String variable) {
    assertThat(JvmOptions.addedTo(List.of("java", "-jar", "x.jar"), Map.of(variable, "-Xmx1g")))
        .isEmpty();
  }
}
