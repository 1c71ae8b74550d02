"""What was measured, as plain values that are kept as JSON."""

import dataclasses
import json
import statistics

LOAD = "Load average at the start"
PAIRS = "pairs"


@dataclasses.dataclass
class Row:
    """One server over so many connections; a sample a round."""

    server: str
    name: str
    variant: str
    connections: int
    samples: list[dict] = dataclasses.field(default_factory=list)

    def add(self, sample):
        self.samples.append(sample)

    def values(self, quantity):
        return [sample[quantity] for sample in self.samples]

    def median(self, quantity):
        return statistics.median(self.values(quantity))

    @property
    def errors(self):
        """In all rounds; samples that are no load have none."""
        return sum(sample.get("errors", 0) for sample in self.samples)

    @property
    def label(self):
        return f"{self.name}, {self.variant}" if self.variant else self.name


@dataclasses.dataclass
class Table:
    """The rows of a scenario, what was left out, and what went wrong."""

    key: str
    title: str
    about: str
    kind: str
    rows: list[Row] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    failures: list[str] = dataclasses.field(default_factory=list)

    def skip(self, note):
        add_once(self.notes, note)

    def fail(self, failure):
        add_once(self.failures, failure)

    def row(self, server, variant, connections):
        """The row of this server, or nothing."""
        wanted = (server, variant, connections)
        return next((row for row in self.rows if (row.server, row.variant, row.connections) == wanted), None)

    def ratio(self, ours, theirs, quantity):
        """Ours divided by theirs: the median of the rounds' ratios, or the medians' where a round is not complete."""
        if self.kind == PAIRS or len(ours.samples) == len(theirs.samples):
            return statistics.median(ratios(ours, theirs, quantity))
        return ours.median(quantity) / theirs.median(quantity)

    def rival(self, row, server):
        """What a row is compared with: the same work where that server did it, else its only row."""
        return self.row(server, row.variant, row.connections) or self.row(server, "", row.connections)


@dataclasses.dataclass
class Results:
    """A whole report: the machine, how it was measured, and the tables by their key."""

    machine: dict[str, str]
    method: str
    tables: list[Table]

    def table(self, key):
        return next((table for table in self.tables if table.key == key), None)

    @property
    def failures(self):
        return [f"{table.key}: {failure}" for table in self.tables for failure in table.failures]

    def with_tables(self, newer):
        """These results with some tables replaced, or added."""
        merged = {table.key: table for table in self.tables} | {table.key: table for table in newer.tables}
        return Results(newer.machine, newer.method, list(merged.values()))

    def is_like(self, other):
        """Whether both were measured in the same way on the same machine, so that they may stand in one report."""
        return self.method == other.method and self.lasting() == other.lasting()

    def lasting(self):
        """The facts that do not change from run to run."""
        return {name: value for name, value in self.machine.items() if name != LOAD}

    def to_json(self):
        return json.dumps(dataclasses.asdict(self), indent=1, ensure_ascii=False) + "\n"


def ratios(ours, theirs, quantity):
    """The ratio of each sample to the one that was taken beside it."""
    values = zip(ours.values(quantity), theirs.values(quantity), strict=True)
    return [mine / other for mine, other in values]


def from_json(text):
    """The results that :meth:`Results.to_json` wrote."""
    content = json.loads(text)
    return Results(content["machine"], content["method"], [table_of(table) for table in content["tables"]])


def table_of(content):
    return Table(**{**content, "rows": [Row(**row) for row in content["rows"]]})


def add_once(texts, text):
    if text not in texts:
        texts.append(text)
