#!/usr/bin/env python3
"""Kill the gateway at random moments: one second later nothing of it may be left, and the next start is as quick.

Prints orphans and the time from start to ready, of the first start and of those after a kill. Exit code 1 when there was an orphan.
"""

import argparse
import pathlib
import random
import statistics
import sys
import tempfile
import time

from damage import storm


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="how often (default 10)")
    parser.add_argument("--kernels", type=int, default=2, help="kernels of the notebook (default 2)")
    parser.add_argument("--latest", type=float, default=4, help="a kill comes within so many seconds (default 4)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default 1)")
    parser.add_argument("--jar", type=pathlib.Path, default=storm.ROOT / "target" / "cellroute.jar")
    return parser.parse_args()


def timed_start(gateway):
    """Seconds from start to ready."""
    begin = time.monotonic()
    gateway.start().await_ready()
    return time.monotonic() - begin


def kill_at(gateway, seconds):
    """Start, kill after this time, and count what is left a second later."""
    gateway.start()
    time.sleep(seconds)
    owner = f"{gateway.process.pid}-".encode()
    gateway.kill()
    time.sleep(1)
    return len(storm.marked(owner))


def main():
    chosen = options()
    moments = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = pathlib.Path(name)
        storm.notebook(folder, storm.CELLS)
        gateway = storm.Gateway(chosen.jar, folder, chosen.kernels)
        orphans, after = [], []
        try:
            first = timed_start(gateway)
            gateway.stop()
            for turn in range(chosen.times):
                orphans.append(kill_at(gateway, moments.uniform(0, chosen.latest)))
                if turn % 5 == 0:
                    after.append(timed_start(gateway))
                    gateway.stop()
        finally:
            gateway.stop()
    storm.table(
        [
            ("gateways killed", len(orphans)),
            ("kills with orphans one second later", sum(number > 0 for number in orphans)),
            ("first start to ready", f"{first:.1f} s"),
            ("start to ready after a kill, median", f"{statistics.median(after):.1f} s" if after else "–"),
        ]
    )
    return 1 if any(orphans) else 0


if __name__ == "__main__":
    sys.exit(main())
