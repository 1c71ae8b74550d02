package dev.cellroute.kernelspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cellroute.fault.GatewayException;
import dev.cellroute.kernelspec.Command.Listener;
import dev.cellroute.kernelspec.Command.Result;
import dev.cellroute.kernelspec.Command.Result.End;
import dev.cellroute.testing.Eventually;
import dev.cellroute.testing.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration TICK = Duration.ofMillis(200);

  @TempDir
  Path folder;

  @Test
  void bothStreamsAndTheStatusComeBack() {
    Result result = run("echo out; echo err >&2; printf 'a\\rb'; exit 3", LONG, Listener.NONE);

    assertThat(result).isEqualTo(new Result(End.EXITED, 3, List.of("out", "err", "a", "b")));
  }

  @Test
  void onlyTheGivenEnvironmentIsSeen() {
    assertThat(run("echo $WHO; echo ${HOME:-none}", LONG, Listener.NONE).lines())
        .containsExactly("ada", "none");
  }

  @Test
  void standardInputIsEmpty() {
    assertThat(run("read line; echo $?", LONG, Listener.NONE).lines()).containsExactly("1");
  }

  @Test
  void onlyTheLastLinesAreKept() {
    List<String> heard = new ArrayList<>();

    Result result =
        run("i=0; while [ $i -lt 500 ]; do echo $i; i=$((i+1)); done", LONG, heard::add);

    assertThat(heard).hasSize(500);
    assertThat(result.lines()).hasSize(RunningCommand.KEPT_LINES).endsWith("499");
  }

  @Test
  void longLineIsCut() {
    Result result = run("head -c 100000 /dev/zero | tr '\\0' x", LONG, Listener.NONE);

    assertThat(result.lines()).containsExactly("x".repeat(8 * 1024));
  }

  @Test
  void everyProcessEndsWithTheTime() {
    List<String> heard = new ArrayList<>();

    Result result = run("sleep 60 & echo $!; wait", Duration.ofMillis(500), heard::add);

    assertThat(result.end()).isEqualTo(End.TIMED_OUT);
    awaitEnd(Long.parseLong(heard.get(0)));
  }

  private static void awaitEnd(long pid) {
    Eventually.holds(
        LONG,
        () -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
  }

  @Test
  void silentCommandTicks() {
    List<Duration> ticks = new ArrayList<>();

    run("sleep 0.5", LONG, new Listener() {
      @Override
      public void line(String line) {}

      @Override
      public void tick(Duration elapsed) {
        ticks.add(elapsed);
      }
    });

    assertThat(ticks).isNotEmpty().allMatch(each -> each.compareTo(TICK) >= 0);
  }

  @Test
  void backgroundProcessDoesNotHoldTheEnd() {
    Result result = run("sleep 5 & echo done", LONG, Listener.NONE);

    assertThat(result).isEqualTo(new Result(End.EXITED, 0, List.of("done")));
  }

  @Test
  void missingProgramIsNamed() {
    Command command = new Command(List.of("/no/such/program"), Map.of(), folder);

    assertThatThrownBy(() -> command.run(LONG, Listener.NONE))
        .isInstanceOf(GatewayException.class)
        .hasMessageStartingWith("cannot run /no/such/program: ");
  }

  private Result run(String script, Duration limit, Listener listener) {
    Path program = new Programs(folder).script("program", script + "\n");
    Map<String, String> environment = Map.of("WHO", "ada", "PATH", "/usr/bin:/bin");
    return new Command(List.of(program.toString()), environment, folder).run(limit, TICK, listener);
  }
}
