#!/usr/bin/env python3
"""Reloads a notebook again and again while it is called, every fifth time with a broken one.

    python3 src/bench/python/reload_storm.py --reloads 100 --python PYTHON

PYTHON is an interpreter with ipykernel. Counts the calls that failed (goal: 0) and the smallest
number of kernels that were ready (goal: at least 1). Only the standard library is needed.
"""

import argparse
import contextlib
import http.client
import json
import pathlib
import sys
import tempfile
import threading
import time

from damage import storm

PATIENCE_SECONDS = 120
PROBE_SECONDS = 0.02
HALF, SETUP, ANNOTATION = BROKEN = ("half a notebook", "setup", "annotation")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reloads", type=int, default=20)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--kernels", type=int, default=1)
    parser.add_argument("--lane", choices=("auto", "resident", "jupyter"), default="auto")
    parser.add_argument("--jar", type=pathlib.Path, default=storm.ROOT / "target" / "cellroute.jar")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with ipykernel")
    return parser.parse_args()


def sources(version, fault=""):
    """The cells of a notebook that answers its version, or that cannot be served."""
    setup = "raise ValueError('broken on purpose')" if fault == SETUP else f"version = {version}"
    route = "# GET version" if fault == ANNOTATION else "# GET /version"
    return setup, f"{route}\nprint(version)"


def notebook(version, fault=""):
    """The text of this notebook, or the first half of it."""
    text = storm.notebook_text(sources(version, fault))
    return text[: len(text) // 2] if fault == HALF else text


def fault_of(number):
    """Every fifth notebook is broken, each in another way."""
    return "" if number % 5 else BROKEN[number // 5 % len(BROKEN)]


def save(folder, text):
    """As an editor does: written beside it, then renamed."""
    path = folder / storm.NOTEBOOK
    beside = path.with_suffix(".tmp")
    beside.write_text(text)
    beside.replace(path)


class Probe:
    """Asks for the kernels that are ready, again and again, until it is over; ``fewest`` is to be read then."""

    def __init__(self, port, over):
        self.port = port
        self.over = over
        self.fewest = None
        self.thread = threading.Thread(target=self.watch, daemon=True)

    def start(self):
        self.thread.start()
        return self.thread

    def watch(self):
        while not self.over.wait(PROBE_SECONDS):
            with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
                entry = served_notebook(self.port)
                count = entry["idle"] + entry["busy"]
                self.fewest = count if self.fewest is None else min(self.fewest, count)


def served_notebook(port):
    """What the gateway says of its only notebook."""
    return json.loads(storm.get(port, "/_api/health/ready")[1])["notebooks"][0]


def version(connection, number):
    """Ask for the version, which may be any while the notebook changes."""
    return *storm.fetch(connection, "/version"), True


@contextlib.contextmanager
def called(port, callers, counts):
    """Callers and a probe, as long as the block; gives the probe."""
    over = threading.Event()
    probe = Probe(port, over)
    threads = [*storm.clients(port, callers, counts, over.is_set, ask=version), probe.start()]
    try:
        yield probe
    finally:
        over.set()
        for thread in threads:
            thread.join(80)


def wait(what, condition):
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"not within {PATIENCE_SECONDS} s: {what}")
        time.sleep(0.05)


def reload(gateway, number):
    """Save this notebook, and wait until it answers, or until the gateway warns of it."""
    fault = fault_of(number)
    save(gateway.folder, notebook(number, fault))
    if fault:
        wait(f"warning {number}", lambda: served_notebook(gateway.port).get("warning"))
    else:
        wait(f"version {number}", lambda: storm.get(gateway.port, "/version") == (200, f"{number}\n"))


@contextlib.contextmanager
def kernelspec(python):
    """A folder of Jupyter in which the kernel python3 is this interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        spec = pathlib.Path(folder, "kernels", "python3", "kernel.json")
        spec.parent.mkdir(parents=True)
        argv = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec.write_text(json.dumps({"argv": argv, "display_name": "Python 3", "language": "python"}))
        yield folder


def main():
    chosen = options()
    counts = storm.Counts()
    serve = ("--reload", "--lane", chosen.lane)
    with (
        kernelspec(chosen.python) as jupyter,
        storm.served(chosen.jar, chosen.kernels, sources(0), serve, {"JUPYTER_PATH": jupyter}) as gateway,
        called(gateway.port, chosen.callers, counts) as probe,
    ):
        begin = time.monotonic()
        for number in range(1, chosen.reloads + 1):
            reload(gateway, number)
        seconds = time.monotonic() - begin
    return report(chosen.reloads, seconds, counts, probe.fewest)


def report(reloads, seconds, counts, fewest):
    answers = {status: number for status, number in counts.statuses.items() if status}
    failed = sum(counts.failed().values())
    print(f"{reloads} reloads in {seconds:.0f} s, {sum(answers.values())} calls {answers}")
    print(f"failed calls: {failed}; fewest kernels ready: {fewest}")
    for failure in counts.failures:
        print(" ", failure)
    return 1 if failed or not fewest else 0


if __name__ == "__main__":
    sys.exit(main())
