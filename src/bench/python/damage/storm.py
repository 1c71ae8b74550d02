"""What the scripts of damage share: a gateway to damage, its kernels, and clients that count."""

import contextlib
import http.client
import json
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[4]
MARKER = b"CELLROUTE_KERNEL="
START_SECONDS = 120
CELLS = (
    "import json, os, time",
    "# GET /job/:n\nn = json.loads(REQUEST)['path']['n']\ntime.sleep(0.005)\nprint(n, os.getpid(), end='')",
)


def notebook(folder, sources):
    """Write the notebook that is served."""
    cells = [
        {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for source in sources
    ]
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 4}
    (folder / "work.ipynb").write_text(json.dumps(content))


class Gateway:
    """A gateway of its own on a free port of loopback."""

    def __init__(self, jar, folder, kernels, options=()):
        self.jar = jar
        self.folder = folder
        self.kernels = kernels
        self.options = options
        self.process = None
        self.port = 0

    def start(self):
        """Start without waiting."""
        command = ["java", "-jar", str(self.jar), "serve", str(self.folder), "--port", "0"]
        command += ["--kernels", str(self.kernels), *self.options]
        self.out = (self.folder / "out").open("w+")
        self.err = (self.folder / "err").open("w+")
        self.process = subprocess.Popen(command, cwd=self.folder, stdout=self.out, stderr=self.err)
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
        self.out.close()
        self.err.close()

    def stop(self):
        """End it politely, then not."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(40)
            if self.process.poll() is None:
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
def served(jar, kernels, sources=CELLS, options=()):
    """A gateway that is ready, in a folder of its own; ended with the block."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        notebook(folder, sources)
        gateway = Gateway(jar, folder, kernels, options)
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

    def add(self, status, seconds, right=True):
        with self.lock:
            self.statuses[status] = self.statuses.get(status, 0) + 1
            self.seconds.setdefault(status, []).append(seconds)
            self.wrong += not right

    def percentile(self, status, share):
        """Milliseconds, or nothing where there were none."""
        values = sorted(self.seconds.get(status, []))
        return 1000 * values[min(len(values) - 1, int(len(values) * share))] if values else None


def ask(connection, number):
    """One request; returns its status and whether the answer is its own."""
    connection.request("GET", f"/job/{number}")
    response = connection.getresponse()
    body = response.read().decode(errors="replace")
    return response.status, response.status != 200 or body.split(" ")[0] == str(number)


def client(port, first, step, counts, until, pause=0.0):
    """Ask one request after the other until this moment, each so much later than the last began, if it has ended."""
    number = first
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=70)
    while time.monotonic() < until:
        begin = time.monotonic()
        try:
            status, right = ask(connection, number)
        except (OSError, http.client.HTTPException):
            status, right = 0, True
            connection.close()
        counts.add(status, time.monotonic() - begin, right)
        number += step
        time.sleep(max(0, begin + pause - time.monotonic()))
    connection.close()


def clients(port, number, counts, until, pause=0.0):
    """Start so many clients; returns their threads."""
    threads = [
        threading.Thread(target=client, args=(port, first, number, counts, until, pause), daemon=True)
        for first in range(number)
    ]
    for thread in threads:
        thread.start()
    return threads


def table(rows):
    """Print names and values in two columns."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")


def milliseconds(value):
    return "–" if value is None else f"{value:.0f} ms"
