package dev.cellroute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route that moves from one notebook to another while it is asked, with real kernels. */
final class MovedRouteIT {
  private static final int CALLERS = 2;
  private static final int MOVES = 3;

  @TempDir
  private Path directory;

  @Test
  void everyCallIsAnsweredByTheOldCellOrByTheNewOne() throws IOException {
    write(0);
    AtomicBoolean done = new AtomicBoolean();
    try (LiveGateway gateway = LiveGateway.serve(directory, Map.of(), Duration.ofMinutes(1))) {
      List<CompletableFuture<List<String>>> callers = IntStream.range(0, CALLERS)
          .mapToObj(caller -> CompletableFuture.supplyAsync(() -> answersUntil(done, gateway)))
          .toList();

      for (int move = 1; move <= MOVES; move++) {
        write(move);
        LiveGateway.await(gateway.gateway().reload());
        assertThat(gateway.get("/moved").body()).isEqualTo("move " + move + "\n");
      }
      done.set(true);

      callers.forEach(caller -> assertThat(caller.join())
          .allMatch(answer -> answer.matches("200 move \\d\n"))
          .as("nobody who has seen the new cell is answered by the old one")
          .isSorted());
    }
  }

  /** The route is in the one notebook after an even move, and in the other after an odd one. */
  private void write(int move) throws IOException {
    boolean isEven = move % 2 == 0;
    write("even.ipynb", "/even", isEven, move);
    write("odd.ipynb", "/odd", !isEven, move);
  }

  private void write(String name, String own, boolean isHere, int move) throws IOException {
    List<String> cells = new ArrayList<>(List.of("# GET " + own + "\nprint('stays')"));
    if (isHere) {
      cells.add("# GET /moved\nprint('move " + move + "')");
    }
    PythonNotebook.write(directory.resolve(name), cells);
  }

  private static List<String> answersUntil(AtomicBoolean done, LiveGateway gateway) {
    List<String> answers = new ArrayList<>();
    while (!done.get()) {
      HttpResponse<String> answer = gateway.get("/moved");
      answers.add(answer.statusCode() + " " + answer.body());
    }
    return answers;
  }
}
