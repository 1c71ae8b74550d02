"""What we want to reach, as ratios of two rows of one run."""

import dataclasses
from collections.abc import Callable

RESIDENT, JUPYTER, KERNEL_GATEWAY, FASTAPI = "cellroute-resident", "cellroute-jupyter", "kernel-gateway", "fastapi"


@dataclasses.dataclass(frozen=True)
class Goal:
    """A quantity of one row divided by the same of another of the table, and what it should be."""

    what: str
    bound: str
    value: float
    ours: tuple[str, str, str, int]
    theirs: tuple[str, str, str, int]
    quantity: str = "rate"

    def rows(self, results):
        """Our row and theirs, or nothing when one is missing."""
        rows = find(results, *self.ours), find(results, *self.theirs)
        return rows if all(rows) else None

    def ratio(self, results):
        """Of the two rows, which must be there."""
        return results.table(self.ours[0]).ratio(*self.rows(results), self.quantity)

    def errors(self, results):
        """In both rows: with errors no goal is reached, whatever the ratio."""
        return sum(row.errors for row in self.rows(results))

    def holds(self, ratio):
        return COMPARE[self.bound](ratio, self.value)


COMPARE: dict[str, Callable[[float, float], bool]] = {"≥": float.__ge__, "≤": float.__le__}


def find(results, table, server, variant, connections):
    there = results.table(table)
    return there and there.row(server, variant, connections)


GOALS = (
    Goal(
        "prediction, resident lane, 8 connections, against Kernel Gateway",
        "≥",
        45.0,
        ("iris", RESIDENT, "", 8),
        ("iris", KERNEL_GATEWAY, "", 8),
    ),
    Goal(
        "the same against FastAPI",
        "≥",
        1.8,
        ("iris", RESIDENT, "", 8),
        ("iris", FASTAPI, "", 8),
    ),
    Goal(
        "hello, resident lane, 8 connections, against FastAPI",
        "≥",
        2.0,
        ("hello", RESIDENT, "", 8),
        ("hello", FASTAPI, "", 8),
    ),
    Goal(
        "prediction, resident lane, 1 connection, p50 against FastAPI",
        "≤",
        0.9,
        ("iris", RESIDENT, "", 1),
        ("iris", FASTAPI, "", 1),
        "p50",
    ),
    Goal(
        "prediction, resident lane, 64 connections against 8",
        "≥",
        0.95,
        ("pairs", RESIDENT, "prediction", 64),
        ("pairs", RESIDENT, "prediction", 8),
    ),
    Goal(
        "200 endpoints against 1, resident lane",
        "≥",
        0.97,
        ("pairs", RESIDENT, "200 endpoints", 8),
        ("pairs", RESIDENT, "1 endpoint", 8),
    ),
    Goal(
        "prediction in batches, resident lane, 64 connections, against FastAPI",
        "≥",
        10.0,
        ("iris-batch", RESIDENT, "batch", 64),
        ("iris-batch", FASTAPI, "", 64),
    ),
    Goal(
        "the same at 1 connection, p50 against one by one",
        "≤",
        1.05,
        ("pairs", RESIDENT, "prediction in batches", 1),
        ("pairs", RESIDENT, "prediction one by one", 1),
        "p50",
    ),
    Goal(
        "prediction, jupyter lane, 8 connections, against Kernel Gateway",
        "≥",
        2.5,
        ("iris", JUPYTER, "", 8),
        ("iris", KERNEL_GATEWAY, "", 8),
    ),
    Goal(
        "start to the first right answer, resident lane, against Kernel Gateway",
        "≤",
        1.2,
        ("startup", RESIDENT, "", 0),
        ("startup", KERNEL_GATEWAY, "", 0),
        "first_answer",
    ),
)
