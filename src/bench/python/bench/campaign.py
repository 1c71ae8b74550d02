"""The measuring itself: servers are started, warmed up, and asked in turn."""

import contextlib
import dataclasses
import http.client
import pathlib
import statistics
import subprocess
import sys
import threading

from bench import pairs, processes, servers, stolen, targets
from bench.results import PAIRS, Row, Table

SAMPLE_SECONDS = 0.5
WARM_UP_CONNECTIONS = 8
WARM_UPS = 8
STILL_FASTER = 1.05
MUCH_LONGER = 10
QUIET = 0.03
TRIES = 4

# The cell got one call instead of a list of calls, or the option was refused.
NO_BATCHES = ("string indices must be integers", "[unsupported-option]", "[unknown-option]")


# What a server, or the generator that asks it, may do wrong without ending the run.
FAILURES = (
    servers.StartFailedError,
    targets.WrongAnswerError,
    http.client.HTTPException,
    subprocess.SubprocessError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclasses.dataclass(frozen=True)
class Pace:
    """How much is measured: rounds of so many seconds each, after a warm-up."""

    rounds: int
    seconds: int
    warm_up: int


class Campaign:
    """Measures scenarios one after another; what is known so far is in :attr:`tables`."""

    def __init__(self, pace, load, clock, folder):
        self.pace = pace
        self.load = load
        self.clock = clock
        self.folder = folder
        self.tables = []
        self.count = 0

    def measure(self, scenario):
        """Measure one scenario; a server that cannot take part is a note, one that fails is a failure."""
        say(f"{scenario.key}: {scenario.title}")
        table = self.begin(scenario)
        kinds = {
            "load": self.measure_load,
            PAIRS: self.measure_pairs,
            "startup": self.measure_startup,
            "memory": self.measure_memory,
        }
        for stage in scenario.stages:
            kinds[scenario.kind](scenario, stage, table)
        note_stolen(table)

    def begin(self, scenario):
        """The scenario's table, without rows as yet."""
        table = Table(scenario.key, scenario.title, scenario.about, scenario.kind)
        self.tables.append(table)
        return table

    def measure_load(self, scenario, stage, table):
        with contextlib.ExitStack() as stack:
            there = self.start_all(stage, table, stack)
            for contender, running in there:
                with self.excused(contender, table):
                    self.warm_up(contender, running)
            for turn in range(self.pace.rounds):
                self.round(scenario, rotated(there, turn), table)

    def start_all(self, stage, table, stack):
        """The contenders that could be started."""
        there = []
        for contender in stage:
            with self.excused(contender, table):
                there.append((contender, self.enter(contender, table, stack)))
        return there

    def enter(self, contender, table, stack):
        """Start a server, and once more if it does not answer: Kernel Gateway sometimes misses a kernel's reply."""
        try:
            return stack.enter_context(self.started(contender))
        except servers.StartFailedError as problem:
            if knows_no_batches(contender, problem):
                raise
            table.skip(
                f"{contender.label}: the first start failed ({first_line(problem)}), the second one was measured"
            )
            return stack.enter_context(self.started(contender))

    @contextlib.contextmanager
    def excused(self, contender, table):
        """A contender that cannot take part does not end the others' race."""
        self.clock.check()
        try:
            yield
        except servers.UnavailableError as reason:
            say(f"  {contender.label}: skipped, {reason}")
            table.skip(f"{contender.label}: skipped, {reason}")
        except FAILURES as problem:
            self.excuse(contender, problem, table)

    def excuse(self, contender, problem, table):
        """A jar from before there were batches is no failure."""
        say(f"  {contender.label}: {first_line(problem)}")
        if knows_no_batches(contender, problem):
            table.skip(f"{contender.label}: skipped, this jar does not know `batch`")
        else:
            table.fail(f"{contender.label}: {str(problem) or first_line(problem)}")

    def started(self, contender):
        self.count += 1
        folder = pathlib.Path(self.folder, str(self.count))
        folder.mkdir()
        return servers.started(contender.server, contender.work, contender.target, folder)

    def warm_up(self, contender, running):
        """The usual time, and again while it still gets faster, or can reach so many answers that a JVM has compiled."""
        best, answered = 0.0, 0
        for left in reversed(range(WARM_UPS if self.pace.warm_up else 0)):
            sample = self.ask(contender, running, WARM_UP_CONNECTIONS, self.pace.warm_up)
            answered += sample.requests
            within_reach = answered < pairs.WARM_UP_CALLS <= answered + left * sample.requests
            if sample.rate < best * STILL_FASTER and not within_reach:
                return
            best = max(best, sample.rate)

    def round(self, scenario, there, table):
        """Whoever is compared is asked at nearly the same time: the speed of a machine may drift."""
        for connections in scenario.connections:
            for contender, running in there:
                with self.excused(contender, table):
                    self.check(contender, running)
                    sample = self.undisturbed(contender, running, connections, self.pace.seconds * scenario.longer)
                    row_of(table, contender, connections).add(dataclasses.asdict(sample))
                    seen = f"{sample.rate:,.0f}/s, p50 {sample.p50:.2f} ms, {sample.errors} errors"
                    seen += f", {sample.stolen:.0%} stolen"
                    say(f"  {contender.label}, {connections}: {seen}")

    def check(self, contender, running):
        """Nothing wrong is measured."""
        targets.check(running.port, contender.target)

    def undisturbed(self, contender, running, connections, seconds):
        """The least disturbed of some samples, with the errors of all."""
        (sample,) = self.quietly(lambda: (self.answered(contender, running, connections, seconds),))
        return sample

    def quietly(self, measure):
        """Measure until the host leaves the machine alone, or often enough; samples that belong together are one.

        What counts is the time that was stolen, never what was measured in it, so nobody is chosen for his luck.
        """
        kept = measure()
        for _ in range(TRIES - 1):
            if most_stolen(kept) <= QUIET:
                break
            newer = measure()
            better, worse = (newer, kept) if most_stolen(newer) < most_stolen(kept) else (kept, newer)
            kept = tuple(with_errors(*both) for both in zip(better, worse, strict=True))
        return kept

    def answered(self, contender, running, connections, seconds):
        """A sample with right answers in it: who gave none in that time gets much more."""
        sample = self.ask(contender, running, connections, seconds)
        if sample.requests:
            return sample
        sample = self.ask(contender, running, connections, seconds * MUCH_LONGER)
        if sample.requests:
            return sample
        within = f"{seconds * MUCH_LONGER} s at {connections} connections"
        raise RuntimeError(f"no right answer within {within}, {sample.errors} errors")

    def ask(self, contender, running, connections, seconds):
        """Put on load, then wait until what was under way at the end is done: the next one shall have the machine."""
        self.clock.check()
        before = stolen.ticks()
        sample = self.load.run(running.port, contender.target, connections, seconds, running.folder)
        taken = stolen.share(before, stolen.ticks())
        targets.settle(running.port, contender.target)
        return dataclasses.replace(sample, stolen=taken)

    def measure_pairs(self, scenario, stage, table):
        """Each round starts the server anew: what luck a process has with its memory shall not decide."""
        for _ in range(self.pace.rounds):
            with self.excused(stage[0], table), contextlib.ExitStack() as stack:
                running = self.enter(stage[0], table, stack)
                for samples in pairs.samples(self, stage, running):
                    note_pair(table, stage, samples)

    def measure_startup(self, scenario, stage, table):
        for turn in range(self.pace.rounds):
            for contender in rotated(stage, turn):
                with self.excused(contender, table), self.started(contender) as running:
                    row_of(table, contender, 0).add({"ready": running.ready, "first_answer": running.first_answer})
                    say(f"  {contender.label}: ready {running.ready:.2f} s, first answer {running.first_answer:.2f} s")

    def measure_memory(self, scenario, stage, table):
        (connections,) = scenario.connections
        for contender in stage:
            with self.excused(contender, table), self.started(contender) as running:
                self.warm_up(contender, running)
                own, others = self.watched(contender, running, connections)
                row_of(table, contender, connections).add({"own": own, "others": others})
                say(f"  {contender.label}: {own >> 20} MiB, its children {others >> 20} MiB")

    def watched(self, contender, running, connections):
        """The most bytes seen of the process itself and of its descendants, under load."""
        seen, over = [], threading.Event()

        def watch():
            while not over.wait(SAMPLE_SECONDS):
                seen.append(processes.resident(running.pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            self.ask(contender, running, connections, self.pace.seconds * self.pace.rounds)
        finally:
            over.set()
            watcher.join()
        seen.append(processes.resident(running.pid))
        return tuple(max(each) for each in zip(*seen, strict=True))


def most_stolen(samples):
    return max(sample.stolen for sample in samples)


def with_errors(kept, dropped):
    """An error is one, also in a sample that does not count."""
    return dataclasses.replace(kept, errors=kept.errors + dropped.errors)


def note_stolen(table):
    """How quiet the machine was."""
    shares = [sample["stolen"] for row in table.rows for sample in row.samples if "stolen" in sample]
    if any(shares):
        middle, most = statistics.median(shares), max(shares)
        table.skip(f"While it was measured, the host took {middle:.0%} of the machine's time, {most:.0%} at most")


def knows_no_batches(contender, problem):
    return contender.variant == "batch" and any(sign in str(problem) for sign in NO_BATCHES)


def first_line(problem):
    """What an exception says, or at least what it is."""
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def rotated(contenders, turn):
    """Somebody else begins in each round, so that no one always follows the same other."""
    at = turn % len(contenders) if contenders else 0
    return [*contenders[at:], *contenders[:at]]


def row_of(table, contender, connections):
    """The contender's row for so many connections, made when it is first asked for."""
    row = table.row(contender.server.key, contender.variant, connections)
    if row is None:
        row = Row(contender.server.key, contender.server.name, contender.variant, connections)
        table.rows.append(row)
    return row


def note_pair(table, stage, samples):
    """Both or none: samples of the two rows belong together by their place."""
    for contender, sample in zip(stage, samples, strict=True):
        row_of(table, contender, contender.connections).add(dataclasses.asdict(sample))
    ours, theirs = samples
    say(f"  {stage[0].label}: {ours.rate:,.0f} : {theirs.rate:,.0f}/s, p50 {ours.p50:.2f} : {theirs.p50:.2f} ms")


def say(text):
    print(text, file=sys.stderr, flush=True)
