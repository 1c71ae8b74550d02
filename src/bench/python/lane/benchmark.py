"""Two clients take turns on one kernel."""

import json
import pathlib
import tempfile
import time

from bench import processes, servers, targets

from lane import client, raw, report

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
    sources = ("".join(cell["source"]) for cell in cells)
    return next(source for source in sources if source.startswith(f"# GET {path}\n"))


def run(options, notebook):
    cases = [Case(notebook, "/hello", {}, "hello\n"), Case(notebook, "/iris", QUERY, "setosa\n")]
    clock = processes.Clock(options.limit)
    with (
        tempfile.TemporaryDirectory(prefix="cellroute-bench-") as folder,
        gateway(options, notebook, folder) as serving,
    ):
        for case in cases:
            measure(case, serving, options, clock)
    table = report.markdown(cases, options)
    print(table)
    if options.markdown:
        options.markdown.write_text(table)
    return 0


def gateway(options, notebook, folder):
    """A gateway with one kernel, on its jupyter lane: the raw client speaks that protocol."""
    jar = options.jar.resolve()
    server = servers.cellroute(jar, "jupyter" if "jupyter" in servers.lanes(jar) else "")
    work = servers.Work(notebook)
    return servers.started(server, work, targets.HELLO, pathlib.Path(folder), options.gateway_log)


def connection_of(serving):
    """What the gateway wrote for its one kernel: the raw client talks to the very same."""
    (file,) = (serving.folder / "run").rglob("*.json")
    return json.loads(file.read_text())


def measure(case, serving, options, clock):
    """Each side is connected only in its own rounds, because IOPub is heard by whoever is connected."""
    rounds(case, serving, options.warm_up, clock)
    case.times = {"raw": [], "gateway": []}
    for _ in range(options.rounds):
        rounds(case, serving, options.calls, clock)


def rounds(case, serving, calls, clock):
    with raw.RawClient(connection_of(serving)) as kernel:
        case.times["raw"].append(timed(lambda: kernel.execute(case.code), case.expected, calls, clock))
    with client.HttpClient(serving.port) as caller:
        case.times["gateway"].append(timed(lambda: caller.get(case.target).decode(), case.expected, calls, clock))


def timed(call, expected, calls, clock):
    """Nanoseconds of each call."""
    taken = []
    for _ in range(calls):
        start = time.perf_counter_ns()
        answer = call()
        taken.append(time.perf_counter_ns() - start)
        if answer != expected:
            raise RuntimeError(f"{answer!r} (expected: {expected!r})")
        clock.check()
    return taken
