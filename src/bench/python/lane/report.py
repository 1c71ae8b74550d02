"""Numbers to a table."""

import itertools
import os
import platform
import statistics

from bench import machine

HEADER = (
    "| endpoint | side | calls | median ms | p95 ms | gateway / raw | of the rounds |",
    "|---|---|---:|---:|---:|---:|---|",
)


def markdown(cases, options):
    rows = [row for case in cases for row in rows_of(case)]
    intro = (
        f"{options.rounds} rounds of {options.calls} calls on each side in turn, after {options.warm_up} to warm up."
    )
    return "\n".join([facts(), "", intro, "", *HEADER, *rows, ""])


def rows_of(case):
    raw, ours = (sorted(itertools.chain(*case.times[side])) for side in ("raw", "gateway"))
    ratio = statistics.median(ours) / statistics.median(raw)
    pairs = zip(case.times["raw"], case.times["gateway"], strict=True)
    each = sorted(statistics.median(b) / statistics.median(a) for a, b in pairs)
    spread = f"{each[0]:.2f} … {statistics.median(each):.2f} … {each[-1]:.2f}"
    return [row(case, "raw", raw, "", ""), row(case, "gateway", ours, f"{ratio:.2f}", spread)]


def row(case, side, times, ratio, spread):
    p95 = times[int(0.95 * (len(times) - 1))]
    return (
        f"| `{case.path}` | {side} | {len(times)} | {statistics.median(times) / 1e6:.2f} | {p95 / 1e6:.2f}"
        f" | {ratio} | {spread} |"
    )


def facts():
    """The machine without its name."""
    packages = machine.versions(("ipykernel", "ipython", "pyzmq", "scikit-learn"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, JDK {machine.java()}, Python {platform.python_version()}, {packages}."
