"""What the scripts of damage share: a gateway to damage, its kernels, and clients that count."""

import contextlib
import http.client
import itertools
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[4]
MARKER = b"CELLROUTE_KERNEL="
NOTEBOOK = "work.ipynb"
START_SECONDS = 120
STOP_SECONDS = 40
MOST_FAILURES = 10
CELLS = (
    "import json, os, time",
    "# GET /job/:n\nn = json.loads(REQUEST)['path']['n']\ntime.sleep(0.005)\nprint(n, os.getpid(), end='')",
)


def notebook(folder, sources):
    """Write the notebook that is served."""
    (folder / NOTEBOOK).write_text(notebook_text(sources))


def notebook_text(sources):
    """A notebook of these cells."""
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in sources
    ]
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4})


class Gateway:
    """A gateway of its own on a free port of loopback; ``environment`` is added to ours."""

    def __init__(self, jar, folder, kernels, options=(), environment=None):
        self.jar = jar.resolve()  # it runs in another folder
        self.folder = folder
        self.kernels = kernels
        self.options = options
        self.environment = {**os.environ, **(environment or {})}
        self.process = None
        self.port = 0

    def start(self):
        """Start without waiting; what it prints goes into files, so it never waits for a reader."""
        command = ["java", "-jar", str(self.jar), "serve", str(self.folder), "--port", "0"]
        command += ["--kernels", str(self.kernels), *self.options]
        with (self.folder / "out").open("w") as out, (self.folder / "err").open("w") as err:
            self.process = subprocess.Popen(command, cwd=self.folder, env=self.environment, stdout=out, stderr=err)
        return self

    def await_ready(self):
        """Wait for its address; returns the seconds since now."""
        begin = time.monotonic()
        while time.monotonic() < begin + START_SECONDS:
            found = re.search(r"^API +http://127\.0\.0\.1:(\d+)", (self.folder / "out").read_text(), re.MULTILINE)
            if found:
                self.port = int(found.group(1))
                return time.monotonic() - begin
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise RuntimeError("it did not start:\n" + (self.folder / "err").read_text()[-2000:])

    def kill(self):
        """Kill only the gateway."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, patience=STOP_SECONDS):
        """End it politely, then not."""
        if self.process:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
            self.kill()

    def kernel_pids(self):
        """The processes of its kernels and of what they started."""
        return marked(f"{self.process.pid}-".encode())

    def resident_mebibytes(self):
        """Memory of the gateway's own process."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def descriptors(self):
        """Open files of the gateway's own process."""
        return len(list(pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir()))

    def threads(self):
        """Threads of the gateway's own process."""
        return len(list(pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()))


def marked(owner):
    """Living processes whose environment names this gateway."""
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            named = MARKER + owner in (process / "environ").read_bytes()
            if named and ") Z" not in (process / "stat").read_text():
                found.append(int(process.name))
    return sorted(found)


@contextlib.contextmanager
def served(jar, kernels, sources=CELLS, options=(), environment=None):
    """A gateway that is ready, in a folder of its own; ended with the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        notebook(folder, sources)
        gateway = Gateway(jar, folder, kernels, options, environment)
        try:
            gateway.start().await_ready()
            yield gateway
        finally:
            gateway.stop()


class Counts:
    """What the clients saw; shared by their threads under one lock."""

    def __init__(self):
        self.lock = threading.Lock()
        self.statuses = {}
        self.seconds = {}
        self.wrong = 0
        self.failures = []

    def add(self, status, seconds, right=True, failure=""):
        """Count an answer, or status 0 for none; the first failures are kept in words."""
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.seconds.setdefault(status, []).append(seconds)
            self.wrong += not right
            if failure and len(self.failures) < MOST_FAILURES:
                self.failures.append(failure)

    def failed(self):
        """How many calls had which status, if not 200."""
        return {status: number for status, number in self.statuses.items() if status != 200}

    def percentile(self, status, share):
        """Milliseconds, or nothing where there were none."""
        return share_of([1000 * each for each in sorted(self.seconds.get(status, []))], share)


def share_of(values, share):
    """The value below which this share of sorted values lies, or nothing where there are none."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else None


def connect(port):
    """A client's connection; it outlasts the longest call there is by default."""
    return http.client.HTTPConnection("127.0.0.1", port, timeout=70)


def fetch(connection, path):
    """Status and text of one answer."""
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode(errors="replace")


def get(port, path):
    """Status and text of one answer, over a connection of its own."""
    with contextlib.closing(connect(port)) as connection:
        return fetch(connection, path)


def job(connection, number):
    """Ask the cell of :data:`CELLS`; returns status, text, and whether the answer is to this number."""
    status, text = fetch(connection, f"/job/{number}")
    return status, text, status != 200 or text.split(" ")[0] == str(number)


def attempt(connection, number, ask):
    """Ask once; returns status, whether the answer is right, and a failure in words."""
    try:
        status, text, right = ask(connection, number)
    except (OSError, http.client.HTTPException) as problem:
        connection.close()
        return 0, True, repr(problem)
    return status, right, "" if status == 200 else f"{status} {text[:200]!r}"


def client(port, numbers, counts, over, pause=0.0, ask=job):
    """Ask one request after the other until it is over, each so much later than the last began, if it has ended."""
    with contextlib.closing(connect(port)) as connection:
        for number in numbers:
            if over():
                return
            begin = time.monotonic()
            status, right, failure = attempt(connection, number, ask)
            counts.add(status, time.monotonic() - begin, right, failure)
            time.sleep(max(0, begin + pause - time.monotonic()))


def clients(port, number, counts, over, pause=0.0, ask=job):
    """Start so many clients, no two of which ask for the same number; returns their threads."""
    shares = [itertools.count(first, number) for first in range(number)]
    threads = [
        threading.Thread(target=client, args=(port, share, counts, over, pause, ask), daemon=True) for share in shares
    ]
    for thread in threads:
        thread.start()
    return threads


def after(until):
    """Whether this moment has come, as clients ask it."""
    return lambda: time.monotonic() >= until


def table(rows):
    """Print names and values in two columns."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")


def milliseconds(value):
    return "–" if value is None else f"{value:.{1 if value < 10 else 0}f} ms"
