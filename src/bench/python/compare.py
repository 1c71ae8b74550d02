#!/usr/bin/env python3
"""Cellroute beside Kernel Gateway, FastAPI and Flask: the same work, one process each, one server asked at a time.

Needs the jar (mvn -DskipTests package), Java 17, Python 3.11 or newer with venv and pip, and wrk or oha on the PATH.
What else it needs it installs at the first run, in the user's cache folder. Prints tables; writes them with a chart and
the raw values below target/bench, and a complete run into the performance page, too. Everything it starts listens on
loopback only, and is gone when it ends.

Exit codes: 0 everything was measured, 1 a server failed, 2 wrong usage, 7 the time was over, 130 interrupted.
"""

import argparse
import pathlib
import signal
import sys

from bench import environment

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SITE = ROOT / "src" / "site"
SCENARIOS = (
    "iris",
    "iris-batch",
    "hello",
    "json-body",
    "large-answer",
    "endpoints",
    "kernels",
    "pairs",
    "startup",
    "memory",
    "bash",
)
PACES = {
    # rounds, seconds of each measurement, seconds of warm-up, seconds in all
    "quick": (1, 1, 1, 900.0),
    "normal": (5, 4, 5, 5400.0),
    "full": (7, 10, 10, 14400.0),
}


def options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    pace = parser.add_mutually_exclusive_group()
    short, long = "one short round of everything, to see that it works", "more and longer rounds"
    pace.add_argument("--quick", dest="pace", action="store_const", const="quick", default="normal", help=short)
    pace.add_argument("--full", dest="pace", action="store_const", const="full", help=long)
    add("--only", nargs="+", choices=SCENARIOS, metavar="NAME", default=SCENARIOS, help=", ".join(SCENARIOS))
    add("--rounds", type=positive(int), help="rounds of each measurement")
    add("--seconds", type=positive(int), help="seconds of each measurement")
    add("--warm-up", type=int, help="seconds of load before the first round")
    add("--limit", type=positive(float), help="seconds it may take in all; what was measured until then is shown")
    add("--jar", type=pathlib.Path, default=ROOT / "target" / "cellroute.jar", help="the gateway to measure")
    add("--output", type=pathlib.Path, default=ROOT / "target" / "bench", help="folder of tables, chart and raw values")
    add("--publish", action="store_true", help="write into the page even if the run is quick or not complete")
    again = "measure nothing: show the raw values (JSON) of earlier runs; later files win"
    add("--render", nargs="+", type=pathlib.Path, metavar="FILE", help=again)
    chosen = parser.parse_args()
    if not (chosen.render or chosen.jar.is_file()):
        parser.error(f"no jar at {chosen.jar} (make it with: mvn -DskipTests package)")
    return paced(chosen)


def positive(kind):
    """A number of this kind above zero, for argparse."""

    def number(text):
        value = kind(text)
        if value <= 0:
            raise argparse.ArgumentTypeError(f"{text} (expected: more than 0)")
        return value

    return number


def paced(chosen):
    """Options that were not given come from the pace."""
    for name, value in zip(("rounds", "seconds", "warm_up", "limit"), PACES[chosen.pace], strict=True):
        if getattr(chosen, name) is None:
            setattr(chosen, name, value)
    return chosen


def interrupt(number, frame):
    """A polite wish to end ends everything that was started, too."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    chosen = options()
    environment.enter()
    from bench import comparison  # imports what only the environment's Python has

    signal.signal(signal.SIGTERM, interrupt)
    sys.exit(comparison.run(chosen, SITE, SCENARIOS))
