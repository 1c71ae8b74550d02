package dev.cellroute;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cellroute.testing.PythonNotebook;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of the lanes: to the same request both give the same status, the same headers and
 * the same bytes. One notebook with a cell for each case is served twice by real kernels.
 */
final class LanesAgreeIT {
  private static final int TRIES = 100;

  /** What differs between any two answers. */
  private static final List<String> OF_ONE_ANSWER = List.of("date", "server-timing");

  private static final String SETUP = """
      import asyncio, ctypes, json, logging, os, subprocess, sys, threading, warnings
      from IPython.display import (HTML, JSON, Image, Latex, Markdown, SVG, clear_output, display,
                                   update_display)
      from concurrent.futures import ThreadPoolExecutor
      count = 0
      pool = ThreadPoolExecutor(1)
      class Rich:
          def _repr_html_(self):
              return "<i>rich</i>"
          def __repr__(self):
              return "rich"
      class Broken:
          def __repr__(self):
              raise ValueError("no text")
      def fail():
          return 1 / 0""";

  private static final List<String> CELLS = List.of(
      "print('hello')",
      "pool.submit(print, 'a new thread').result()",
      "pool.submit(print, 'the thread of an earlier call').result()",
      "pool.submit(display, 'shown').result()",
      "print('a', end='', flush=True); print('b', file=sys.stdout)",
      "sys.stdout.write('no newline')",
      "sys.stdout.buffer.write(b'bytes\\n'); sys.stdout.buffer.flush(); None",
      "print('ä€😀')",
      "print('\\ud800')",
      "print('a\\x00b')",
      "print('x' * 200_000)",
      "for each in range(3000): print(each, flush=True)",
      "pass",
      "None",
      "6 * 7",
      "'text'",
      "Rich()",
      "[Rich(), 1]",
      "Broken()",
      "display(HTML('<b>1</b>'))",
      "display(Markdown('*m*'), Latex('$l$'))",
      "display(JSON({'a': [1, None]}))",
      "display({'text/plain': 'p', 'application/json': {'k': 1}}, raw=True)",
      "display(Image(data=b'\\x89PNG\\r\\n\\x1a\\n0', format='png'))",
      "display(SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))",
      "display('one', display_id='d'); update_display('two', display_id='d')",
      "print('gone'); clear_output(); print('stays')",
      "print('gone'); clear_output(wait=True); print('stays')",
      "print('printed'); HTML('<b>returned</b>')",
      "print('out'); print('err', file=sys.stderr)",
      "warnings.warn('careful'); print('on')",
      "logging.getLogger().warning('logged'); print('on')",
      "!echo shell",
      "found = !echo captured\nprint(found)",
      "%timeit -n1 -r1 -q pass\nprint('magic')",
      "%%capture taken\nprint('taken')",
      "await asyncio.sleep(0); print('awaited')",
      "async def each():\n    for n in (1, 2):\n        yield n\nasync for n in each():\n"
          + "    print(n)",
      "worker = threading.Thread(target=print, args=('thread',)); worker.start(); worker.join()",
      "1 / 0",
      "fail()",
      "print('before'); fail()",
      "raise SystemExit(3)",
      "raise KeyboardInterrupt",
      "raise type('Own', (Exception,), {})('mine: ä')",
      "input('name? ')",
      "this is no python",
      "undefined_name",
      "exec('raise ValueError(1)')",
      "RESPONSE = {'status': 201, 'headers': {'X-A': 'b', 'X-L': ['1', '2']}, 'body': 'made'}",
      "RESPONSE = {'status': 404, 'body': {'why': ['no', None, 1.5]}}",
      "print('kept'); RESPONSE = {'status': 202}",
      "RESPONSE = {'status': 'x'}",
      "RESPONSE = {'status': 204}",
      "RESPONSE = {'body': b'\\x00\\xff', 'headers': {'Content-Type': 'a/b'}}",
      "print('RESPONSE' in globals())",
      "count += 1; print(count)",
      "print(type(REQUEST).__name__, sorted(json.loads(REQUEST)))",
      "print(json.loads(REQUEST)['body'], json.loads(REQUEST)['args'])",
      "print(json.loads(REQUEST)['headers'].get('Accept'))",
      "print(__name__, '_ih' in globals(), len(Out))",
      "sys.stdout.nothing",
      "_",
      "def f():\n    '''doc'''\nprint(f.__doc__)",
      "if True:\n    print('nested')\n    5",
      "x = 5;",
      "5;");

  private static final List<String> OUTSIDE = List.of(
      "os.system('echo outside')",
      "print('1'); os.system('echo 2'); print('3')",
      "subprocess.run(['echo', 'child']); None",
      "os.write(1, b'descriptor\\n'); None",
      "ctypes.CDLL(None).puts(b'from C'); None");

  @TempDir
  private static Path directory;

  private static LiveGateway jupyter;
  private static LiveGateway resident;

  @BeforeAll
  static void serve() throws IOException {
    PythonNotebook.write(directory.resolve("cases.ipynb"), notebook());
    jupyter = serve("jupyter");
    resident = serve("auto");
  }

  @AfterAll
  static void close() {
    resident.close();
    jupyter.close();
  }

  static Stream<String> cells() {
    return CELLS.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void bothGiveTheSameAnswer(String cell) {
    String path = "/case" + CELLS.indexOf(cell);
    for (String accept : List.of("*/*", "application/json", "text/html, text/plain;q=0.5")) {
      assertSame(path, accept);
    }
  }

  /**
   * What does not come from Python's own streams, ipykernel reads in a thread of its own, which on
   * a busy machine may come to it when the cell has ended: so the jupyter lane is asked again.
   */
  @ParameterizedTest
  @MethodSource("cellsThatWriteToTheDescriptor")
  void bothGiveTheSameAnswerInTheEnd(String cell) {
    String path = "/outside" + OUTSIDE.indexOf(cell);
    String answer = text(call(resident, path, "*/*"));
    String standard = text(call(jupyter, path, "*/*"));
    for (int tries = 1; tries < TRIES && !standard.equals(answer); tries++) {
      standard = text(call(jupyter, path, "*/*"));
    }

    assertThat(standard).isEqualTo(answer);
  }

  static Stream<String> cellsThatWriteToTheDescriptor() {
    return OUTSIDE.stream();
  }

  private static void assertSame(String path, String accept) {
    HttpResponse<byte[]> expected = call(jupyter, path, accept);
    HttpResponse<byte[]> answer = call(resident, path, accept);

    assertThat(answer.statusCode()).isEqualTo(expected.statusCode());
    assertThat(text(answer)).isEqualTo(text(expected));
    assertThat(headers(answer)).isEqualTo(headers(expected));
  }

  /** A character for each byte. */
  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), ISO_8859_1);
  }

  private static Map<String, List<String>> headers(HttpResponse<byte[]> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(OF_ONE_ANSWER);
    return headers;
  }

  private static HttpResponse<byte[]> call(LiveGateway gateway, String path, String accept) {
    HttpRequest request = gateway
        .request(path + "?a=1&a=%C3%A4")
        .header("Accept", accept)
        .header("X-Request-Id", "the-same")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"length\": [5.8, null, \"ä\"]}"))
        .build();
    return gateway.send(request, BodyHandlers.ofByteArray());
  }

  private static LiveGateway serve(String lane) {
    return LiveGateway.serve(directory, Map.of("lane", lane), Duration.ofMinutes(1));
  }

  private static List<String> notebook() {
    List<String> sources = new ArrayList<>(List.of(SETUP));
    for (int at = 0; at < CELLS.size(); at++) {
      sources.add("# POST /case" + at + "\n" + CELLS.get(at));
    }
    for (int at = 0; at < OUTSIDE.size(); at++) {
      sources.add("# POST /outside" + at + "\n" + OUTSIDE.get(at));
    }
    return sources;
  }
}
