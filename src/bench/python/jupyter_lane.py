#!/usr/bin/env python3
"""What a call through the gateway costs beyond one raw execute_request on the same kernel.

Starts a gateway with one kernel on loopback, then takes turns on that kernel: a round of HTTP calls, a round of
execute_requests from a bare ZeroMQ client, and so on. Needs the gateway's jar, Java 17 and Python 3.11 or newer with
venv and pip; what it imports comes from an environment of its own, made at the first run in the user's cache folder.
"""

import argparse
import pathlib
import sys

from bench import environment

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--jar", type=pathlib.Path, default=ROOT / "target" / "cellroute.jar", help="gateway to measure"
    )
    parser.add_argument("--rounds", type=int, default=10, help="rounds of each side (default: %(default)s)")
    parser.add_argument("--calls", type=int, default=200, help="calls a round (default: %(default)s)")
    parser.add_argument("--warm-up", type=int, default=2000, help="calls of each side before (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=600, help="seconds it may take in all (default: %(default)s)")
    parser.add_argument("--markdown", type=pathlib.Path, help="file for the table (default: print only)")
    parser.add_argument("--gateway-log", type=pathlib.Path, help="file for what the gateway logs (default: none)")
    chosen = parser.parse_args()
    if min(chosen.rounds, chosen.calls) < 1 or chosen.warm_up < 0:
        parser.error("--rounds and --calls must be at least 1, --warm-up at least 0")
    if not chosen.jar.is_file():
        parser.error(f"no jar at {chosen.jar} (make it with: mvn package)")
    return chosen


if __name__ == "__main__":
    chosen = options()
    environment.enter()
    from bench import notebooks
    from lane import benchmark  # imports what only the environment has

    sys.exit(benchmark.run(chosen, notebooks.IRIS))
