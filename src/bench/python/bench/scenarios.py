"""What is measured: who is asked what, over how many connections."""

import dataclasses

from bench import notebooks, results, servers, targets
from bench.servers import FASTAPI, FLASK, KERNEL_GATEWAY, Server, Work
from bench.targets import Target

MANY = 200


@dataclasses.dataclass(frozen=True)
class Contender:
    """One server doing one kind of work; ``variant`` tells rows of the same server apart.

    The two of a pair have ``connections`` of their own instead of the scenario's.
    """

    server: Server
    work: Work
    target: Target
    variant: str = ""
    connections: int = 0

    @property
    def label(self):
        return f"{self.server.name}, {self.variant}" if self.variant else self.server.name


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A table of the report. The contenders of a stage run at the same time, but only one of them is asked.

    A stage of pairs is two kinds of load on one and the same running server.
    """

    key: str
    title: str
    about: str
    stages: tuple[tuple[Contender, ...], ...]
    connections: tuple[int, ...] = (8,)
    kind: str = "load"
    longer: int = 1  # times the usual seconds, where one answer takes long

    def connections_of(self, contender):
        """Over how many connections it is asked, one number after the other."""
        return (contender.connections,) if contender.connections else self.connections


def every(jar, folder):
    """All scenarios; notebooks that are made for one are put into the folder."""
    return of(Ours(servers.cellroute(jar, "resident"), lane_or_none(jar, "jupyter")), folder)


def of(ours, folder):
    """All scenarios with these servers of ours."""
    makers = (iris, iris_batch, hello, json_body, large_answer)
    return [
        *(make(ours) for make in makers),
        endpoints(ours, folder),
        kernels(ours),
        pairs(ours, folder),
        startup(ours),
        memory(ours),
        bash(ours),
    ]


def lane_or_none(jar, lane):
    """A jar from before there were lanes has just one way into a kernel, and needs no option for it."""
    return servers.cellroute(jar, lane if lane in servers.lanes(jar) else "")


@dataclasses.dataclass(frozen=True)
class Ours:
    """Cellroute, once for each lane."""

    resident: Server
    jupyter: Server

    @property
    def both(self):
        return self.resident, self.jupyter


def side_by_side(ours, notebook, target):
    """Everybody with one process, in one stage."""
    everybody = (*ours.both, KERNEL_GATEWAY, FASTAPI, FLASK)
    return (tuple(Contender(server, Work(notebook), target) for server in everybody),)


def iris(ours):
    stages = side_by_side(ours, notebooks.IRIS, targets.PREDICTION)
    return Scenario("iris", "A prediction", "One iris flower, classified by scikit-learn.", stages, (1, 8, 64))


def iris_batch(ours):
    batch, single = Work(notebooks.IRIS_BATCH), Work(notebooks.IRIS)
    stage = (
        *(Contender(server, batch, targets.PREDICTION, "batch") for server in ours.both),
        Contender(ours.resident, single, targets.PREDICTION, "one by one"),
        Contender(FASTAPI, single, targets.PREDICTION),
    )
    about = "The same with `batch: 64` below the annotation: one run of the cell answers up to 64 callers."
    return Scenario("iris-batch", "A prediction, callers gathered", about, (stage,), (1, 8, 64))


def hello(ours):
    stages = side_by_side(ours, notebooks.IRIS, targets.HELLO)
    return Scenario("hello", "Next to nothing", "The cell is `print('hello')`.", stages, (1, 8, 64))


def json_body(ours):
    stages = side_by_side(ours, notebooks.DATA, targets.COUNT_ROWS)
    about = f"1 MiB of JSON is posted and parsed; the answer is how many rows ({targets.ROWS}) it has."
    return Scenario("json-body", "1 MiB of JSON in", about, stages, (1, 8), longer=2)


def large_answer(ours):
    stages = side_by_side(ours, notebooks.DATA, targets.LARGE)
    return Scenario("large-answer", "5 MiB of text out", "The same text in every answer.", stages, (1, 8), longer=2)


def endpoints(ours, folder):
    """The generator asks all endpoints in turn, with the same script for one and for many."""
    contenders = [
        Contender(
            server, Work(notebooks.write_numbered(folder / f"{count}.ipynb", count)), targets.numbered(count), variant
        )
        for server in (*ours.both, KERNEL_GATEWAY)
        for count, variant in ((1, "1 endpoint"), (MANY, f"{MANY} endpoints"))
    ]
    about = "Each endpoint prints hello; all are asked in turn."
    return Scenario("endpoints", f"{MANY} endpoints against one", about, (tuple(contenders),))


def kernels(ours):
    """Each count has a stage of its own, so that not all processes are there at once."""
    stages = tuple(
        tuple(
            Contender(
                server, Work(notebooks.IRIS, count), targets.PREDICTION, f"{count} process{'es' if count > 1 else ''}"
            )
            for server in (*ours.both, KERNEL_GATEWAY, FASTAPI)
        )
        for count in (1, 2, 4)
    )
    about = "The prediction again, with several kernels, or workers of uvicorn."
    return Scenario("kernels", "1, 2 and 4 kernels", about, stages)


def pairs(ours, folder):
    """What two tables, or two servers of one table, are too noisy to tell: the variants on one running gateway."""
    stages = more_callers(ours), *more_endpoints(ours, folder), batches(ours, folder)
    about = (
        "Two kinds of load on one running gateway, in short slices that take turns. The ratio is the median of the"
        " ratios of neighbouring slices."
    )
    return Scenario("pairs", "One against the other", about, stages, kind=results.PAIRS)


def more_callers(ours):
    def asked(connections):
        return Contender(ours.resident, Work(notebooks.IRIS), targets.PREDICTION, "prediction", connections)

    return asked(64), asked(8)


def more_endpoints(ours, folder):
    """Each notebook has a kernel of its own; the one that is not asked does nothing. Each is mounted first once."""
    return tuple(many_against_one(ours, folder, counts) for counts in ((1, MANY), (MANY, 1)))


def many_against_one(ours, folder, counts):
    mounted = {f"/of{count}": notebooks.write_numbered(folder / f"of{count}.ipynb", count) for count in counts}
    work = Work(notebooks.write_mounted(folder / f"endpoints{counts[0]}.yaml", mounted))
    return (
        Contender(ours.resident, work, targets.numbered(MANY, f"/of{MANY}"), f"{MANY} endpoints", 8),
        Contender(ours.resident, work, targets.numbered(1, "/of1"), "1 endpoint", 8),
    )


def batches(ours, folder):
    mounted = {"/batch": notebooks.IRIS_BATCH, "/single": notebooks.IRIS}
    work = Work(notebooks.write_mounted(folder / "batches.yaml", mounted))
    return (
        Contender(ours.resident, work, targets.prediction("/batch"), "prediction in batches", 1),
        Contender(ours.resident, work, targets.prediction("/single"), "prediction one by one", 1),
    )


def gateways(ours):
    return (
        tuple(Contender(server, Work(notebooks.IRIS), targets.PREDICTION) for server in (*ours.both, KERNEL_GATEWAY)),
    )


def startup(ours):
    about = (
        "Seconds from the command to an open port, and to the first right prediction, with files in the system's cache."
    )
    return Scenario("startup", "Start", about, gateways(ours), kind="startup")


def memory(ours):
    stages = side_by_side(ours, notebooks.IRIS, targets.PREDICTION)
    about = "Most memory (RSS) while predictions are asked for: the server's own process, and its kernel or worker."
    return Scenario("memory", "Memory", about, stages, kind="memory")


def bash(ours):
    both = (ours.jupyter, KERNEL_GATEWAY)
    stage = tuple(Contender(server, Work(notebooks.HELLO_BASH), targets.HELLO) for server in both)
    return Scenario("bash", "A Bash kernel", "The cell is `echo hello`.", (stage,), (1, 8))
