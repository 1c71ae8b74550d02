#!/usr/bin/env python3
"""Ask for several times what the gateway can do, in an open loop: it goes on doing what it can, and refuses the rest at once.

First measures the peak with two clients a kernel, so that the next call is there when a kernel has finished one; then
sends a multiple of it for some time, whatever comes back. Prints goodput beside the peak, how long refusals took, and the
memory of the gateway before and after. Exit code 1 when goodput was below 95 % of the peak.
"""

import argparse
import asyncio
import pathlib
import sys
import time

from damage import storm

CLIENTS_OF_A_KERNEL = 2
MOST_OPEN = 4_000


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


async def once(port, number, counts, connections):
    """One request on a connection of the pool, or on a new one."""
    begin = time.monotonic()
    try:
        reader, writer = connections.pop() if connections else await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET /job/{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").lower().split("\r\n")
        length = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), 0)
        body = await reader.readexactly(length)
        status = int(head[9:12])
        connections.append((reader, writer))
        counts.add(status, time.monotonic() - begin, status != 200 or body.split(b" ")[0] == str(number).encode())
    except (OSError, asyncio.IncompleteReadError):
        counts.add(0, time.monotonic() - begin)


async def flood(port, rate, seconds, counts):
    """Send at this rate whatever comes back; what cannot even be begun is counted as skipped."""
    connections, tasks, number = [], set(), 0
    begin = time.monotonic()
    skipped = 0
    while (now := time.monotonic() - begin) < seconds:
        while number < now * rate:
            number += 1
            if len(tasks) >= MOST_OPEN:
                skipped += 1
                continue
            task = asyncio.create_task(once(port, number, counts, connections))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
        await asyncio.sleep(0.002)
    good = counts.statuses.get(200, 0) / seconds
    await asyncio.wait(tasks, timeout=70) if tasks else None
    for _, writer in connections:
        writer.close()
    return good, skipped, number


def main():
    chosen = options()
    counts = storm.Counts()
    with storm.served(chosen.jar, chosen.kernels) as gateway:
        peak(gateway, 3)
        most = peak(gateway, 5)
        before = gateway.resident_mebibytes()
        goodput, skipped, sent = asyncio.run(flood(gateway.port, most * chosen.times, chosen.seconds, counts))
        after = gateway.resident_mebibytes()
    refused = counts.failed()
    storm.table(
        [
            ("peak", f"{most:.0f} a second"),
            ("asked for", f"{sent / chosen.seconds:.0f} a second, {skipped} not sent by us"),
            ("goodput under overload", f"{goodput:.0f} a second, {100 * goodput / most:.0f} % of the peak"),
            ("refused, by status", refused or "none"),
            ("503: p50 and p99", f"{storm.milliseconds(counts.percentile(503, 0.5))}, {storm.milliseconds(counts.percentile(503, 0.99))}"),
            ("answers of somebody else", counts.wrong),
            ("memory before and after", f"{before:.0f} MiB, {after:.0f} MiB"),
        ]
    )
    return 0 if goodput >= 0.95 * most and not counts.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
