#!/usr/bin/env python3
"""Kill one kernel a second under load: only the requests on killed kernels may fail, and soon.

Prints how many requests failed and with which status, how long the failed ones waited, how often all kernels were back, and
what was left behind. Exit code 1 when a goal was missed: more failures than kills, a wrong answer, or an orphan.
"""

import argparse
import os
import pathlib
import random
import signal
import sys
import time

from damage import storm


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1, help="how long (default 1)")
    parser.add_argument("--kernels", type=int, default=4, help="kernels of the notebook (default 4)")
    parser.add_argument("--clients", type=int, default=8, help="clients that ask all the time (default 8)")
    parser.add_argument("--jar", type=pathlib.Path, default=storm.ROOT / "target" / "cellroute.jar")
    return parser.parse_args()


def await_capacity(gateway, killed, limit):
    """Seconds until all kernels are there again without the killed one, or nothing in this time."""
    begin = time.monotonic()
    while time.monotonic() < begin + limit:
        pids = gateway.kernel_pids()
        if killed not in pids and len(pids) == gateway.kernels:
            return time.monotonic() - begin
        time.sleep(0.02)
    return None


def kill_each_second(gateway, until):
    """Kill until this moment; returns the times until capacity was back."""
    recoveries = []
    while time.monotonic() < until - 2:
        begin = time.monotonic()
        pids = gateway.kernel_pids()
        if pids:
            victim = random.choice(pids)
            os.kill(victim, signal.SIGKILL)
            recoveries.append(await_capacity(gateway, victim, 30))
        time.sleep(max(0, begin + 1 - time.monotonic()))
    return recoveries


def main():
    chosen = options()
    counts = storm.Counts()
    with storm.served(chosen.jar, chosen.kernels) as gateway:
        until = time.monotonic() + 60 * chosen.minutes
        threads = storm.clients(gateway.port, chosen.clients, counts, storm.after(until))
        recoveries = kill_each_second(gateway, until)
        for thread in threads:
            thread.join(80)
        owner = f"{gateway.process.pid}-".encode()
        gateway.stop()
        time.sleep(1)
        orphans = storm.marked(owner)
    return report(counts, recoveries, orphans)


def report(counts, recoveries, orphans):
    failed = counts.failed()
    back = [seconds for seconds in recoveries if seconds is not None]
    storm.table(
        [
            ("kernels killed", len(recoveries)),
            ("requests answered 200", counts.statuses.get(200, 0)),
            ("requests that failed, by status", failed or "none"),
            ("answers of somebody else", counts.wrong),
            ("502: p99.9", storm.milliseconds(counts.percentile(502, 0.999))),
            ("200: p99", storm.milliseconds(counts.percentile(200, 0.99))),
            ("capacity back", f"{len(back)} of {len(recoveries)}, {max(back, default=0):.1f} s at most"),
            ("orphans", len(orphans)),
        ]
    )
    good = sum(failed.values()) <= len(recoveries) and not counts.wrong and not orphans and len(back) == len(recoveries)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
