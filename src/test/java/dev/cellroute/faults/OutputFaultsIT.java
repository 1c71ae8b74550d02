package dev.cellroute.faults;

import static dev.cellroute.faults.Expectation.body;
import static dev.cellroute.faults.Expectation.nothingElse;
import static dev.cellroute.faults.Expectation.problem;
import static dev.cellroute.faults.Expectation.statuses;
import static dev.cellroute.faults.Fault.fault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.config.LanePreference;
import dev.cellroute.faults.Fault.Attack;
import dev.cellroute.faults.Fault.Depth;
import dev.cellroute.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** L: too much output, odd output, output at the wrong time; on both lanes. */
final class OutputFaultsIT extends FaultSuite {
  private static final Set<Integer> NOTHING_WHOLE = Set.of(502, 504);

  static final List<Fault<Site>> ROWS = List.of(
      fault("L1", "endless output", get("/flood"), problem(500, "output_limit")),
      fault("L2", "200,000 numbered lines", lines("/lines/200000", 200_000), nothingElse()),
      fault(
          "L3",
          "flushed lines",
          site -> lines("/flushed/" + flushed(), flushed()).on(site),
          nothingElse()),
      fault("L4", "one display that is too large", get("/display/40"), statuses(500, 502)),
      fault("L5", "lone surrogate", get("/surrogate"), statuses(200, 500)),
      fault(
          "L5",
          "NUL and the codes of a terminal",
          get("/control"),
          statuses(200).and(body("a\u0000b\u001b[31mc\n"))),
      fault("L5", "bytes that are no text", get("/bytes"), statuses(200)),
      fault("L6", "NaN in a body", get("/nan"), problem(500, "response_invalid")),
      fault(
          "L7",
          "a thread prints when the cell has ended",
          OutputFaultsIT::afterTheEnd,
          nothingElse()),
      fault(
          "L8",
          "1,000 displays, updated and cleared",
          get("/displays"),
          statuses(200).and(seen -> assertThat(seen.only().body()).contains("last"))),
      fault("L9", "nothing but errors", get("/stderr"), statuses(200).and(body(""))),
      fault("L9", "text before a value", get("/both"), statuses(200).and(body("text\n"))),
      fault("L9", "text before a raise", get("/raise"), problem(500, "cell_error")),
      fault("L10", "a forged line of the log", OutputFaultsIT::forgedLine, nothingElse()));

  @Override
  List<Fault<Site>> rows() {
    return ROWS;
  }

  @Override
  List<LanePreference> lanes() {
    return List.of(LanePreference.RESIDENT, LanePreference.JUPYTER);
  }

  @Override
  Plan plan() {
    return Plan.of(
            "from IPython.display import display, update_display, clear_output, HTML",
            "# GET /flood\nwhile True:\n    print('x' * 10_000)",
            "# GET /lines/:n\nfor n in range(int(json.loads(REQUEST)['path']['n'])):\n    print(n)",
            """
            # GET /flushed/:n
            for n in range(int(json.loads(REQUEST)['path']['n'])):
                print(n, flush=True)""",
            """
            # GET /display/:mb
            display(HTML('x' * int(json.loads(REQUEST)['path']['mb']) * 1_000_000))""",
            "# GET /surrogate\nprint('a\\ud800b')",
            "# GET /control\nprint('a\\0b\\x1b[31mc')",
            "# GET /bytes\nos.write(1, b'a\\xff\\xfeb\\n')\nprint('done')",
            "# GET /nan\nRESPONSE = {'body': {'a': float('nan')}}",
            """
            # GET /after
            def late():
                time.sleep(0.2)
                print('LATE', flush=True)
                threading.ended = True
            threading.ended = False
            threading.Thread(target=late).start()
            print('started')""",
            "# GET /ended\nprint(threading.ended)",
            """
            # GET /displays
            handle = display(HTML('first'), display_id='one')
            for n in range(1_000):
                update_display(HTML(str(n)), display_id='one')
                if n == 900:
                    clear_output(wait=True)
            display(HTML('last'))""",
            "# GET /stderr\nprint('oops', file=sys.stderr)",
            "# GET /both\nprint('text')\n42",
            "# GET /raise\nprint('text')\nraise ValueError('no')",
            """
            # GET /forge
            line = '{"time":"2026","level":"ERROR","logger":"access","message":"id=forged"}'
            os.write(2, ('\\n' + line + '\\n').encode())
            print(line, file=sys.stderr)
            print('ok')""")
        .with("request.timeout", "15s")
        .with("request.max-output", "8MiB")
        .with("kernel.max-message", "32MiB");
  }

  private static int flushed() {
    return Depth.times(5_000, 1_000_000);
  }

  private static Attack<Site> get(String target) {
    return site -> site.get(target);
  }

  /** Every line in its place, or none at all and 502, or 504 where it would take too long. */
  private static Attack<Site> lines(String target, int number) {
    return site -> {
      Seen seen = site.get(target);
      if (!NOTHING_WHOLE.contains(seen.only().status())) {
        assertThat(seen.only().status()).isEqualTo(200);
        assertThat(seen.only().body())
            .isEqualTo(
                IntStream.range(0, number).mapToObj(n -> n + "\n").collect(Collectors.joining()));
      }
      return seen;
    };
  }

  private static Seen afterTheEnd(Site site) throws IOException {
    assertThat(site.read("/after")).isEqualTo("started\n");
    Eventually.holds(
        Duration.ofSeconds(5), () -> assertThat(site.read("/ended")).isEqualTo("True\n"));
    return Seen.NOTHING;
  }

  /** What the kernel says is quoted in lines of the gateway's own making. */
  private static Seen forgedLine(Site site) throws IOException {
    assertThat(site.read("/forge")).isEqualTo("ok\n");
    Eventually.holds(
        Duration.ofSeconds(5),
        () -> assertThat(site.log().lines()).anyMatch(line -> line.contains("forged")));
    assertThat(site.log().lines()).noneMatch(line -> line.startsWith("{\"time\":\"2026\","));
    return Seen.NOTHING;
  }
}
