"""The servers that are compared: how each is started with the same work to do."""

import contextlib
import dataclasses
import functools
import os
import pathlib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from bench import environment, processes, targets

PEERS = pathlib.Path(__file__).resolve().parents[2] / "peers"
START_SECONDS = 180
STARTING = 503
OURS_AND_THEIRS = ("CELLROUTE_", "KG_", "JUPYTER_", "GUNICORN_", "UVICORN_", "WEB_CONCURRENCY", "FLASK_", "PYTHON")


class UnavailableError(Exception):
    """This server cannot do this here, which is no failure: the row is left out."""


class StartFailedError(Exception):
    """A server did not start."""


@dataclasses.dataclass(frozen=True)
class Work:
    """What is to be served: a notebook for the gateways, an app for the others; by how many processes.

    For Cellroute the notebook may be a configuration (YAML) that names several.
    """

    notebook: pathlib.Path
    processes: int = 1


@dataclasses.dataclass(frozen=True)
class Server:
    """A kind of server; ``command`` makes its command line of the work and a port."""

    key: str
    name: str
    command: Callable[[Work, int], list[str]]
    lane: str = ""


@dataclasses.dataclass(frozen=True)
class Running:
    """A server that has given its first right answer; times are seconds since its start."""

    pid: int
    port: int
    folder: pathlib.Path
    ready: float
    first_answer: float


def cellroute(jar, lane):
    """Our gateway; ``lane`` is resident, jupyter, or empty for a jar that does not know lanes."""
    name = f"Cellroute, {lane} lane" if lane else "Cellroute"
    return Server(f"cellroute-{lane or 'only'}", name, functools.partial(cellroute_command, jar, lane), lane)


def cellroute_command(jar, lane, work, port):
    if lane and lane not in lanes(jar):
        raise UnavailableError(f"this jar has no --lane {lane}")
    address = ["--host", "127.0.0.1", "--port", str(port), "--kernels", str(work.processes)]
    way = ["--lane", lane] if lane else []
    served = ["-c", str(work.notebook)] if work.notebook.suffix == ".yaml" else [str(work.notebook)]
    return ["java", "-jar", str(jar), "serve", *address, *way, *served]


@functools.cache
def lanes(jar):
    """The lanes that the jar's own help names."""
    told = subprocess.run(
        ["java", "-jar", str(jar), "serve", "--help"], capture_output=True, text=True, check=False, timeout=120
    )
    found = re.search(r"--lane[= ]([\w|]+)", told.stdout + told.stderr)
    return tuple(found.group(1).split("|")) if found else ()


def kernel_gateway_command(work, port):
    settings = {
        "api": "kernel_gateway.notebook_http",
        "seed_uri": work.notebook,
        "ip": "127.0.0.1",
        "port": port,
        "port_retries": 0,
        "prespawn_count": work.processes,
        "log_level": "WARN",
    }
    flags = [f"--KernelGatewayApp.{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "kernel_gateway", *flags]


def fastapi_command(work, port):
    address = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(work.processes), "--app-dir", str(PEERS)]
    quiet = ["--no-access-log", "--log-level", "warning"]
    return [
        sys.executable,
        "-m",
        "uvicorn",
        "fastapi_app:app",
        *address,
        "--loop",
        "uvloop",
        "--http",
        "httptools",
        *quiet,
    ]


def flask_command(work, port):
    """A worker with threads keeps connections open; the default one closes each after one answer."""
    kind = ["--workers", str(work.processes), "--worker-class", "gthread", "--threads", "4"]
    address = ["--bind", f"127.0.0.1:{port}", "--chdir", str(PEERS), "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "flask_app:app", *kind, *address, "--log-level", "warning"]


KERNEL_GATEWAY = Server("kernel-gateway", "Kernel Gateway", kernel_gateway_command)
FASTAPI = Server("fastapi", "FastAPI + uvicorn", fastapi_command)
FLASK = Server("flask", "Flask + gunicorn", flask_command)


@contextlib.contextmanager
def started(server, work, target, folder, log=None):
    """Serve until the block ends; ``folder`` is an empty private one."""
    port = processes.free_port()
    command = server.command(work, port)
    log = log or folder / "server.log"
    begin = time.monotonic()
    with processes.running(command, variables(folder), folder, log) as process:
        await_port(process, port, log)
        await_calls(process, port, target)
        ready = time.monotonic() - begin
        check_first(port, target, log)
        first_answer = time.monotonic() - begin
        check_lane(server, log)
        yield Running(process.pid, port, folder, ready, first_answer)


def variables(folder):
    """The environment without anybody's settings, with kernels and private files in this folder."""
    environment.write_kernelspecs(folder / "jupyter")
    runtime = folder / "run"
    runtime.mkdir(mode=0o700)
    own = {
        "JUPYTER_PATH": str(folder / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "IPYTHONDIR": str(folder / "ipython"),
        "XDG_RUNTIME_DIR": str(runtime),
        "CELLROUTE_LOG_LEVEL": "warn",  # the others write no access log either
    }
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS_AND_THEIRS)} | own


def await_port(process, port, log):
    """Wait until somebody listens."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.005)
    raise StartFailedError("it did not start:\n" + tail(log))


def await_calls(process, port, target):
    """Cellroute listens while its kernels start, and says 503 to calls until then."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if targets.ask(port, target.paths[0], target)[0] != STARTING:
                return
        time.sleep(0.005)


def check_first(port, target, log):
    """The first answer may take as long as a start; a wrong one is one more way not to start."""
    try:
        targets.check(port, target)
    except (OSError, targets.WrongAnswerError) as problem:
        raise StartFailedError(f"{problem}\n{tail(log)}") from problem


def check_lane(server, log):
    """Cellroute says in its start table which lane it uses: measure no other under this name."""
    used = lane_of(log.read_text(errors="replace"))
    if server.lane and used and server.lane not in used:
        raise StartFailedError(f"asked for the {server.lane} lane, but it uses: {used}")


def lane_of(text):
    """What stands below LANE in the start table, or nothing."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("NOTEBOOK") and "LANE" in line and "ROUTES" in line:
            return next(lines, "")[line.index("LANE") : line.index("ROUTES")].strip()
    return ""


def tail(log):
    return log.read_text(errors="replace")[-3000:]
