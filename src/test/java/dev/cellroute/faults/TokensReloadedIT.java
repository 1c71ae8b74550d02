package dev.cellroute.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of the configuration file that change while a gateway, a process of its own, serves. */
final class TokensReloadedIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String OLD = "the-token-of-yesterday";
  private static final String NEW = "the-token-of-today";

  private Workplace place;

  @BeforeEach
  void make() throws IOException {
    place = Workplace.make();
    PythonNotebook.write(
        place.folder().resolve("served.ipynb"), List.of("# GET /hello\nprint('hello')"));
  }

  @AfterEach
  void remove() {
    place.close();
  }

  /** Who is started by nohup ignores it, and so does whatever he starts. */
  private static boolean isHangUpHeard() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.exists(status)
        && Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .noneMatch(line -> line.matches(".*[13579bdf]"));
  }

  @Test
  void hangUpReplacesTheTokensAndNoKernel() throws Exception {
    assumeTrue(isHangUpHeard(), "SIGHUP is ignored here");
    configure(OLD);
    Program program =
        place.start(Program.Launch.PLAIN, "serve", "-c", "gateway.yaml").awaitReady();
    List<Long> kernels = program.census().processes();
    assertThat(List.of(status(program, OLD), status(program, NEW))).containsExactly(200, 401);

    configure(NEW);
    program.signal("HUP");

    Eventually.holds(SOON, () -> assertThat(status(program, NEW)).isEqualTo(200));
    assertThat(status(program, OLD)).isEqualTo(401);
    assertThat(program.census().processes()).isNotEmpty().isEqualTo(kernels);
  }

  private void configure(String token) throws IOException {
    place.write("gateway.yaml", """
        http: { port: 0 }
        notebooks: [ { path: served.ipynb } ]
        security: { tokens: [ { name: caller, value: %s } ] }
        """.formatted(token));
  }

  private static int status(Program program, String token) throws IOException {
    return program
        .client()
        .get("/hello", "Authorization: Bearer " + token)
        .only()
        .status();
  }
}
