"""Processes that end when the block ends, and what they take."""

import contextlib
import dataclasses
import os
import socket
import subprocess
import time

STOP_SECONDS = 30
KIB = 1024


@dataclasses.dataclass(frozen=True)
class Seen:
    """A process as ``ps`` saw it; the start tells it from a later one with its number."""

    pid: int
    parent: int
    resident: int
    started: str


@contextlib.contextmanager
def running(command, variables, cwd, log):
    """Run a program until the block ends; then it and all its descendants are gone."""
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command,
            env=variables,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            stop(process)


def stop(process):
    """End a program, politely at first, and what it leaves behind, even when somebody is in a hurry."""
    family = descendants(process.pid)
    try:
        process.terminate()
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        pass  # it had its time
    finally:
        process.kill()
        process.wait()
        kill_left(family)


def kill_left(family):
    """Kill those of a dead process's descendants that are still there."""
    there = {(seen.pid, seen.started) for seen in snapshot()}
    for seen in family:
        if (seen.pid, seen.started) in there:
            with contextlib.suppress(ProcessLookupError):
                os.kill(seen.pid, 9)


def snapshot():
    """Every process there is."""
    table = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,rss=,lstart="], capture_output=True, text=True, check=True, timeout=30
    )
    return [seen_of(line.split(None, 3)) for line in table.stdout.splitlines()]


def seen_of(fields):
    return Seen(int(fields[0]), int(fields[1]), int(fields[2]) * KIB, fields[3])


def descendants(pid):
    """Children, their children, and so on."""
    everyone = snapshot()
    family, parents = [], {pid}
    while parents:
        children = [seen for seen in everyone if seen.parent in parents]
        family += children
        parents = {seen.pid for seen in children}
    return family


def resident(pid):
    """Bytes in memory of a process itself, and of all its descendants together."""
    own = sum(seen.resident for seen in snapshot() if seen.pid == pid)
    return own, sum(seen.resident for seen in descendants(pid))


def free_port():
    """A port of the loopback address that nobody listened on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OutOfTimeError(Exception):
    """The benchmark took longer than it may."""


class Clock:
    """The time a benchmark may take."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def check(self):
        """Raise when the time is over."""
        if time.monotonic() > self.end:
            raise OutOfTimeError(f"not done within {self.seconds:g} s")
