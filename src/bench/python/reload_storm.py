#!/usr/bin/env python3
"""Reloads a notebook again and again while it is called, every fifth time with a broken one.

    python3 src/bench/python/reload_storm.py --reloads 100 --python PYTHON

PYTHON is an interpreter with ipykernel. Counts the calls that failed (goal: 0) and the smallest
number of kernels that were ready (goal: at least 1). Only the standard library is needed.
"""

import argparse
import collections
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE_S = 120
BROKEN = ("{ half a notebook", "setup", "annotation")


def notebook(version, fault=""):
    """The text of a notebook that answers its version, or of one that cannot be served."""
    if fault == BROKEN[0]:
        return fault
    setup = "raise ValueError('broken on purpose')" if fault == "setup" else f"version = {version}"
    route = "# GET version" if fault == "annotation" else "# GET /version"
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
             for source in (setup, f"{route}\nprint(version)")]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4})


def save(path, text):
    """As an editor does: written beside it, then renamed."""
    beside = path.with_suffix(".tmp")
    beside.write_text(text)
    beside.replace(path)


class Load:
    """Callers on kept connections, and a probe of the pool; each answer that is not 200 is a failure."""

    def __init__(self, port, callers):
        self.port, self.done = port, threading.Event()
        self.answers, self.failures = collections.Counter(), []
        self.fewest = None
        self.threads = [threading.Thread(target=self.call, daemon=True) for _ in range(callers)]
        self.threads.append(threading.Thread(target=self.probe, daemon=True))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        for thread in self.threads:
            thread.join(30)

    def call(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not self.done.is_set():
            try:
                connection.request("GET", "/version")
                response = connection.getresponse()
                body = response.read()
                self.answers[response.status] += 1
                if response.status != 200:
                    self.failures.append(f"{response.status} {body[:200]!r}")
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
                connection.close()

    def probe(self):
        while not self.done.wait(0.02):
            with contextlib.suppress(OSError, ValueError):
                entry = ready(self.port)["notebooks"][0]
                count = entry["idle"] + entry["busy"]
                self.fewest = count if self.fewest is None else min(self.fewest, count)


def get(port, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", target)
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    return response.status, body


def ready(port):
    return json.loads(get(port, "/_api/health/ready")[1])


def wait(what, condition):
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            sys.exit(f"not within {PATIENCE_S} s: {what}")
        time.sleep(0.05)


@contextlib.contextmanager
def served(options, folder, path):
    """The gateway on the notebook, with --reload; gives its port."""
    spec = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({
        "argv": [options.python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3", "language": "python"}))
    command = ["java", "-jar", options.jar, "serve", str(path), "--reload", "--port", "0",
               "--kernels", str(options.kernels), "--lane", options.lane]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env={**os.environ, "JUPYTER_PATH": str(folder / "jupyter")},
                                   stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            for line in process.stdout:
                if found := re.match(r"API +http://[^:]+:(\d+)", line):
                    threading.Thread(target=process.stdout.read, daemon=True).start()
                    yield int(found.group(1))
                    break
            else:
                sys.exit((folder / "log").read_text())
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def storm(options, folder):
    path = folder / "version.ipynb"
    save(path, notebook(0))
    with served(options, folder, path) as port, Load(port, options.callers) as load:
        begin = time.monotonic()
        for number in range(1, options.reloads + 1):
            if number % 5 == 0:
                save(path, notebook(number, BROKEN[number // 5 % len(BROKEN)]))
                wait(f"warning {number}", lambda: ready(port)["notebooks"][0].get("warning"))
            else:
                save(path, notebook(number))
                wait(f"version {number}", lambda: get(port, "/version") == (200, f"{number}\n"))
        return load, time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reloads", type=int, default=20)
    parser.add_argument("--callers", type=int, default=4)
    parser.add_argument("--kernels", type=int, default=1)
    parser.add_argument("--lane", choices=("auto", "resident", "jupyter"), default="auto")
    parser.add_argument("--jar", default="target/cellroute.jar")
    parser.add_argument("--python", default=sys.executable, help="an interpreter with ipykernel")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load, seconds = storm(options, pathlib.Path(folder))
    print(f"{options.reloads} reloads in {seconds:.0f} s, {sum(load.answers.values())} calls {dict(load.answers)}")
    print(f"failed calls: {len(load.failures)}; fewest kernels ready: {load.fewest}")
    for failure in load.failures[:10]:
        print(" ", failure)
    sys.exit(1 if load.failures or not load.fewest else 0)


if __name__ == "__main__":
    main()
