#!/usr/bin/env python3
"""Ask for several times what the gateway can do, in an open loop: it does what it can, and refuses the rest at once.

First measures the peak with two clients a kernel, so that the next call is there when a kernel has finished one; then
sends a multiple of it for some time, whatever comes back. Prints goodput beside the peak and the peak afterwards; how long
refusals took at the client, by the gateway's access log, and without the first seconds, in which the gateway's JVM compiles
what refuses; the good answers beside a thousand clients that ask again as soon as they are refused, where there is wrk; and
the memory of the gateway along the way. Exit code 1 when goodput was below 95 % of the peak.
"""

import argparse
import asyncio
import pathlib
import re
import shutil
import sys
import time
import types

from bench import load
from damage import storm

CLIENTS_OF_A_KERNEL = 2
MOST_OPEN = 4_000
LOOKS = 10
COLD_SECONDS = 5
HAMMERS = 1_000
HAMMER_SECONDS = 10
PATIENCE_SECONDS = 70
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
REFUSAL = re.compile(r" status=503 .* total-ms=([\d.]+)")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=20, help="of overload (default 20)")
    parser.add_argument("--times", type=float, default=10, help="multiple of the peak (default 10)")
    parser.add_argument("--kernels", type=int, default=2, help="kernels of the notebook (default 2)")
    parser.add_argument("--jar", type=pathlib.Path, default=storm.ROOT / "target" / "cellroute.jar")
    return parser.parse_args()


def peak(gateway, seconds):
    """Good answers a second when nobody waits long, and no kernel for the next call: one more is sent ahead to it."""
    counts = storm.Counts()
    over = storm.after(time.monotonic() + seconds)
    for thread in storm.clients(gateway.port, CLIENTS_OF_A_KERNEL * gateway.kernels, counts, over):
        thread.join(seconds + 80)
    return counts.statuses.get(200, 0) / seconds


class Client(asyncio.Protocol):
    """A connection with one request at a time; as little work as can be, for it shares the machine with the gateway."""

    def __init__(self, flood):
        self.flood = flood
        self.transport = None
        self.number = None
        self.begin = 0.0
        self.data = b""

    def connection_made(self, transport):
        self.transport = transport

    def ask(self, number, begin):
        self.number, self.begin, self.data = number, begin, b""
        self.transport.write(b"GET /job/%d HTTP/1.1\r\nHost: localhost\r\n\r\n" % number)

    def data_received(self, data):
        self.data += data
        head, found, body = self.data.partition(b"\r\n\r\n")
        if found and len(body) >= int(LENGTH.search(head)[1]):
            number, self.number = self.number, None
            status = int(head[9:12])
            right = status != 200 or body.split(b" ")[0] == b"%d" % number
            self.flood.answered(self, status, self.begin, right)

    def connection_lost(self, problem):
        self.flood.lost(self)


class Flood:
    """Requests at a rate that does not care for answers."""

    def __init__(self, port, counts):
        self.port = port
        self.counts = counts
        self.free = []
        self.open = self.sent = self.skipped = 0
        self.opening = set()
        self.warm = float("inf")
        self.later = storm.Counts()

    async def send(self, rate, seconds, watch):
        """Send, and tell the watcher now and then; what cannot even be begun is counted as skipped."""
        begin = time.monotonic()
        self.warm = begin + COLD_SECONDS
        looks = 0
        while (now := time.monotonic() - begin) < seconds:
            while self.sent < now * rate:
                self.sent += 1
                self.begin(self.sent)
            if now >= looks * seconds / LOOKS:
                looks += 1
                watch()
            await asyncio.sleep(0.002)

    def begin(self, number):
        if self.open >= MOST_OPEN:
            self.skipped += 1
            return
        self.open += 1
        if self.free:
            self.free.pop().ask(number, time.monotonic())
        else:
            task = asyncio.create_task(self.connect(number, time.monotonic()))
            self.opening.add(task)
            task.add_done_callback(self.opening.discard)

    async def connect(self, number, begin):
        try:
            loop = asyncio.get_running_loop()
            _, client = await loop.create_connection(lambda: Client(self), "127.0.0.1", self.port)
            client.ask(number, begin)
        except OSError:
            self.ended(0, begin, True)

    def answered(self, client, status, begin, right):
        self.free.append(client)
        self.ended(status, begin, right)

    def lost(self, client):
        if client.number is not None:
            self.ended(0, client.begin, True)
        elif client in self.free:
            self.free.remove(client)

    def ended(self, status, begin, right):
        self.open -= 1
        now = time.monotonic()
        self.counts.add(status, now - begin, right)
        if begin > self.warm:
            self.later.add(status, now - begin)

    async def last_answers(self):
        end = time.monotonic() + PATIENCE_SECONDS
        while self.open and time.monotonic() < end:
            await asyncio.sleep(0.01)
        for client in self.free:
            client.transport.abort()


async def flooded(gateway, rate, seconds, counts, memory):
    """Put it on; returns good answers a second, and the flood itself."""
    flood = Flood(gateway.port, counts)
    await flood.send(rate, seconds, lambda: memory.append(gateway.resident_mebibytes()))
    good = counts.statuses.get(200, 0) / seconds
    await flood.last_answers()
    return good, flood


def hammered(gateway, clients, seconds):
    """Good answers, and refusals, when so many clients ask again as soon as they are refused; wrk is fast enough."""
    target = types.SimpleNamespace(paths=["/job/1"], body=None)
    sample = load.Wrk().run(gateway.port, target, clients, seconds, gateway.folder)
    return f"{sample.rate:.0f} a second, {sample.errors / seconds:.0f} refused"


def refusals(folder):
    """Milliseconds that refusals took by the gateway's own clock, from its access log."""
    with (folder / "err").open(errors="replace") as log:
        return sorted(float(found[1]) for found in map(REFUSAL.search, log) if found)


def main():
    chosen = options()
    counts = storm.Counts()
    memory = []
    with storm.served(chosen.jar, chosen.kernels) as gateway:
        peak(gateway, 3)
        most = peak(gateway, 5)
        memory.append(gateway.resident_mebibytes())
        goodput, flood = asyncio.run(flooded(gateway, most * chosen.times, chosen.seconds, counts, memory))
        memory.append(gateway.resident_mebibytes())
        afterwards = peak(gateway, 5)
        inside = refusals(gateway.folder)
        hammers = hammered(gateway, HAMMERS, HAMMER_SECONDS) if shutil.which("wrk") else "not tried: there is no wrk"
    refused = counts.failed()
    later = flood.later
    storm.table(
        [
            ("peak before and after", f"{most:.0f} a second, {afterwards:.0f} a second"),
            ("asked for", f"{flood.sent / chosen.seconds:.0f} a second, {flood.skipped} not sent by us"),
            ("goodput under overload", f"{goodput:.0f} a second, {100 * goodput / most:.0f} % of the peak"),
            ("refused, by status", refused or "none"),
            ("503 at the client: p50 and p99", both(counts.percentile(503, 0.5), counts.percentile(503, 0.99))),
            (f"after {COLD_SECONDS} seconds of it", both(later.percentile(503, 0.5), later.percentile(503, 0.99))),
            ("503 in the gateway: p50 and p99", both(storm.share_of(inside, 0.5), storm.share_of(inside, 0.99))),
            (f"good beside {HAMMERS} clients that ask again at once", hammers),
            ("answers of somebody else", counts.wrong),
            ("memory, MiB: before, ten times during, after", " ".join(f"{each:.0f}" for each in memory)),
        ]
    )
    return 0 if goodput >= 0.95 * most and not counts.wrong else 1


def both(one, other):
    return f"{storm.milliseconds(one)}, {storm.milliseconds(other)}"


if __name__ == "__main__":
    sys.exit(main())
