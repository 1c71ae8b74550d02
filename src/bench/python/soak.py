#!/usr/bin/env python3
"""Damage the gateway every ten seconds at 70 % of what it can do, for half an hour, and see whether anything grows.

The damage, in turn: a kernel killed, a cell that ends its process, a cell that never ends, one that writes without end, one
that asks for input, a kernel stopped, a client that leaves in its call, a body that stops half way, bytes that are no HTTP,
the notebook saved broken and saved again. Prints how many requests failed and with which status, wrong answers, and heap,
memory, threads and open files of the gateway along the way. Exit code 1 when an answer was wrong, a kernel was left, or
threads or open files at the end are more than a tenth above those after the first quarter.
"""

import argparse
import contextlib
import http.client
import itertools
import json
import os
import pathlib
import random
import re
import signal
import socket
import sys
import time

from damage import storm

CALL_SECONDS = 2
BLOCK = f"# timeout: {CALL_SECONDS}s\n"
SOURCES = (
    storm.CELLS[0],
    storm.CELLS[1].replace("\n", f"\n{BLOCK}", 1),
    "# GET /exit\nos._exit(3)",
    f"# GET /endless\n{BLOCK}while True: pass",
    f"# GET /flood\n{BLOCK}while True: print('x' * 65536)",
    "# GET /input\ninput()",
    "# POST /body\nprint(len(REQUEST))",
)
PERIOD_SECONDS = 10
SHARE = 0.7
SLACK = 1.1
IMPATIENCE_SECONDS = 0.5  # a call has come to its kernel by then, and /endless runs on
LEAVE = b"GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n"


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30, help="how long (default 30)")
    parser.add_argument("--kernels", type=int, default=3, help="kernels of the notebook (default 3)")
    parser.add_argument("--clients", type=int, default=6, help="clients that ask (default 6)")
    parser.add_argument("--lane", choices=("auto", "resident", "jupyter"), default="auto")
    parser.add_argument("--jar", type=pathlib.Path, default=storm.ROOT / "target" / "cellroute.jar")
    return parser.parse_args()


def get(path):
    """A kind of damage: one request, whatever comes back."""

    def ask(gateway):
        storm.get(gateway.port, path)

    return ask


def send(text):
    """A kind of damage: these bytes, and no patience for an answer."""

    def write(gateway):
        with socket.create_connection(("127.0.0.1", gateway.port), 10) as connection:
            connection.sendall(text)
            time.sleep(IMPATIENCE_SECONDS)

    return write


def to_a_kernel(number):
    """A kind of damage: a signal."""

    def strike(gateway):
        if pids := gateway.kernel_pids():
            os.kill(random.choice(pids), number)

    return strike


def broken_notebook(gateway):
    """Saved in the middle of a thought, then mended."""
    path = gateway.folder / storm.NOTEBOOK
    whole = path.read_text()
    path.write_text(whole[: len(whole) // 2])
    time.sleep(PERIOD_SECONDS / 2)
    path.write_text(whole)


DAMAGE = (
    to_a_kernel(signal.SIGKILL),
    get("/exit"),
    get("/endless"),
    get("/flood"),
    get("/input"),
    to_a_kernel(signal.SIGSTOP),
    send(LEAVE),
    send(b"POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"),
    send(b"\x16\x03\x01 this is no HTTP\r\n\r\n"),
    broken_notebook,
)


def peak(gateway, chosen):
    """Good answers a second of these clients without a pause."""
    counts = storm.Counts()
    seconds = 5
    for thread in storm.clients(gateway.port, chosen.clients, counts, storm.after(time.monotonic() + seconds)):
        thread.join(80)
    return counts.statuses.get(200, 0) / seconds


def sizes(gateway):
    """What should not grow: heap of the long-lived, threads, open files, memory."""
    _, text = storm.get(gateway.port, "/_api/metrics")
    live = re.search(r'^jvm_memory_used_bytes\{.*(?:Tenured|Old) Gen.*\} (\S+)', text, re.MULTILINE)
    return {
        "heap": float(live.group(1)) / 2**20 if live else 0.0,
        "threads": gateway.threads(),
        "files": gateway.descriptors(),
        "memory": gateway.resident_mebibytes(),
    }


def damage_until(gateway, until):
    """One kind after the other; returns the sizes seen just before each."""
    seen = []
    for kind in itertools.cycle(DAMAGE):
        if time.monotonic() > until - PERIOD_SECONDS:
            return seen
        begin = time.monotonic()
        with contextlib.suppress(OSError, http.client.HTTPException):
            seen.append(sizes(gateway))
            kind(gateway)
        time.sleep(max(0, begin + PERIOD_SECONDS - time.monotonic()))
    return seen


def main():
    chosen = options()
    counts = storm.Counts()
    serve = ("--reload", "--lane", chosen.lane)
    with storm.served(chosen.jar, chosen.kernels, SOURCES, serve) as gateway:
        peak(gateway, chosen)
        most = peak(gateway, chosen)
        until = time.monotonic() + 60 * chosen.minutes
        pause = chosen.clients / (SHARE * most)
        threads = storm.clients(gateway.port, chosen.clients, counts, storm.after(until), pause)
        seen = damage_until(gateway, until)
        for thread in threads:
            thread.join(80)
        seen.append(sizes(gateway))
        owner = f"{gateway.process.pid}-".encode()
        gateway.stop()
        time.sleep(1)
        left = storm.marked(owner)
    return report(most, counts, seen, left)


def report(most, counts, seen, left):
    failed = counts.failed()
    early, late = seen[len(seen) // 4], seen[-1]
    storm.table(
        [
            ("peak", f"{most:.0f} a second"),
            ("kinds of damage done", len(seen) - 1),
            ("requests answered 200", counts.statuses.get(200, 0)),
            ("requests that failed, by status", json.dumps(failed) if failed else "none"),
            ("wrong answers", counts.wrong),
            ("200: p50 and p99", ", ".join(storm.milliseconds(counts.percentile(200, share)) for share in (0.5, 0.99))),
            *((name, f"{early[name]:.0f} after a quarter, {late[name]:.0f} at the end") for name in early),
            ("kernels left", len(left)),
        ]
    )
    grown = [name for name in ("threads", "files") if late[name] > SLACK * early[name] + 1]
    return 1 if counts.wrong or left or grown else 0


if __name__ == "__main__":
    sys.exit(main())
