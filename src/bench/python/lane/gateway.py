"""A gateway under measurement, and an HTTP client that costs little."""

import contextlib
import json
import os
import re
import socket
import subprocess
import time

from lane import environment

START_SECONDS = 120
STOP_SECONDS = 30
READY = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Gateway:
    """One gateway with one kernel, started by :func:`started`."""

    def __init__(self, process, port, connection):
        self.process = process
        self.port = port
        self.connection = connection


@contextlib.contextmanager
def started(jar, notebook, work, log):
    """Serve the notebook until the block ends; ``work`` is an empty private folder."""
    environment.write_kernelspec(work / "jupyter")
    runtime = work / "run"
    runtime.mkdir(mode=0o700)
    variables = {**os.environ, "JUPYTER_PATH": str(work / "jupyter"), "XDG_RUNTIME_DIR": str(runtime)}
    command = ["java", "-jar", str(jar.resolve()), "serve", "--host", "127.0.0.1", "--port", "0", "--kernels", "1", str(notebook)]
    with open(log, "wb") as output:
        process = subprocess.Popen(command, env=variables, cwd=work, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        try:
            port = wait_until_ready(process, log)
            yield Gateway(process, port, connection_of(runtime))
        finally:
            stop(process)


def wait_until_ready(process, log):
    """The port, once ``serve`` has said that it is ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        found = READY.search(log.read_text(errors="replace"))
        if found and answers(int(found.group(1))):
            return int(found.group(1))
        time.sleep(0.1)
    raise RuntimeError("the gateway did not start:\n" + log.read_text(errors="replace")[-4000:])


def answers(port):
    with contextlib.suppress(OSError), HttpClient(port) as client:
        return client.get("/hello") == b"hello\n"
    return False


def connection_of(runtime):
    """What the gateway wrote for its one kernel: the raw client talks to the very same."""
    (file,) = runtime.rglob("*.json")
    return json.loads(file.read_text())


def stop(process):
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class HttpClient:
    """GET over one kept connection; knows just the answers it gets here."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host = f"127.0.0.1:{port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def get(self, target):
        """The body of a 200; anything else raises."""
        self.socket.sendall(f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode("ascii"))
        received = self.more(b"")
        while b"\r\n\r\n" not in received:
            received = self.more(received)
        head, body = received.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head).group(1))
        while len(body) < length:
            body = self.more(body)
        if not head.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"{target}: {head[:100]!r} {body[:500]!r}")
        return body

    def more(self, received):
        chunk = self.socket.recv(65536)
        if not chunk:
            raise ConnectionError("the gateway closed the connection")
        return received + chunk
