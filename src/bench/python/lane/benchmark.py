"""Two clients take turns on one kernel."""

import json
import pathlib
import tempfile
import time

from lane import gateway, raw, report

QUERY = {"sepalLength": "5.8", "sepalWidth": "4.0", "petalLength": "1.2", "petalWidth": "0.2"}


class Case:
    """One endpoint: how each side asks, and the answer both must get."""

    def __init__(self, notebook, path, query, expected):
        self.path = path
        self.target = path + ("?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else "")
        self.expected = expected
        request = {
            "body": "",
            "args": {name: [value] for name, value in query.items()},
            "path": {},
            "headers": {"Host": "127.0.0.1:8888"},
        }
        self.code = f"REQUEST = {json.dumps(request)!r}\n{source_of(notebook, path)}"
        self.times = {"raw": [], "gateway": []}


def source_of(notebook, path):
    cells = json.loads(notebook.read_text())["cells"]
    (source,) = [text for text in ("".join(cell["source"]) for cell in cells) if text.startswith(f"# GET {path}\n")]
    return source


def run(options, notebook):
    cases = [Case(notebook, "/hello", {}, "hello\n"), Case(notebook, "/iris", QUERY, "setosa\n")]
    deadline = time.monotonic() + options.limit
    with tempfile.TemporaryDirectory(prefix="cellroute-bench-") as work:
        log = options.gateway_log or pathlib.Path(work, "gateway.log")
        with gateway.started(options.jar, notebook, pathlib.Path(work), log) as serving:
            for case in cases:
                measure(case, serving, options, deadline)
    table = report.markdown(cases, options)
    print(table)
    if options.markdown:
        options.markdown.write_text(table)
    return 0


def measure(case, serving, options, deadline):
    """Each side is connected only in its own rounds, because IOPub is heard by whoever is connected."""
    rounds(case, serving, options.warm_up, deadline)
    case.times = {"raw": [], "gateway": []}
    for _ in range(options.rounds):
        rounds(case, serving, options.calls, deadline)


def rounds(case, serving, calls, deadline):
    with raw.RawClient(serving.connection) as client:
        case.times["raw"].append(timed(lambda: client.execute(case.code), case.expected, calls, deadline))
    with gateway.HttpClient(serving.port) as client:
        case.times["gateway"].append(
            timed(lambda: client.get(case.target).decode(), case.expected, calls, deadline)
        )


def timed(call, expected, calls, deadline):
    """Nanoseconds of each call."""
    taken = []
    for _ in range(calls):
        start = time.perf_counter_ns()
        answer = call()
        taken.append(time.perf_counter_ns() - start)
        if answer != expected:
            raise RuntimeError(f"{answer!r} (expected: {expected!r})")
        if time.monotonic() > deadline:
            raise TimeoutError("the benchmark took longer than --limit")
    return taken
