"""What the host of a virtual machine takes for others: time in which this machine stood still, or some of it did."""

import pathlib

STAT = pathlib.Path("/proc/stat")
COUNTED = 8  # user, nice, system, idle, iowait, irq, softirq, steal; guests are in user
STEAL = 7


def ticks(stat=STAT):
    """All time so far, and what was stolen of it; nothing where the system does not say."""
    if not stat.exists():
        return 0, 0
    counted = [int(each) for each in stat.read_text().split("\n", 1)[0].split()[1 : COUNTED + 1]]
    return sum(counted), counted[STEAL]


def share(before, after):
    """Of the time between two readings, the part that was stolen."""
    total, stolen = after[0] - before[0], after[1] - before[1]
    return stolen / total if total > 0 else 0.0
