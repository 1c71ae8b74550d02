"""Results as Markdown."""

from bench import goals
from bench.results import PAIRS, ratios

NOTHING = "–"
RIVALS = ("fastapi", "kernel-gateway")


def report(results):
    """Everything: the machine, the goals, a section for each scenario."""
    parts = [machine(results), goal_table(results), *(section(results, table) for table in results.tables)]
    return "\n\n".join(part for part in parts if part) + "\n"


def machine(results):
    facts = [f"- {name}: {value}" for name, value in results.machine.items()]
    return "\n".join([results.method, "", *facts])


def goal_table(results):
    """Only the goals that these results say something about."""
    rows = [goal_row(goal, results) for goal in goals.GOALS if goal.rows(results)]
    return (
        "\n".join(["### What we aim at", "", *rows_below(("ratio", "goal", "measured", ""), "lrrl", rows)])
        if rows
        else ""
    )


def goal_row(goal, results):
    return goal.what, f"{goal.bound} {goal.value:g}", f"{goal.ratio(results):.2f}", verdict(goal, results)


def verdict(goal, results):
    """What a ratio with errors in it would be without them, nobody knows."""
    if errors := goal.errors(results):
        return f"not reached: errors ({errors})"
    return "reached" if goal.holds(goal.ratio(results)) else "not reached"


def section(results, table):
    remarks = [f"- {remark}" for remark in (*table.notes, *(f"Failed: {first_line(each)}" for each in table.failures))]
    body = KINDS[table.kind](table) if table.rows else []
    return "\n".join(joined([f"### {table.title}"], [table.about], body, remarks))


def joined(*blocks):
    """Blocks of lines with an empty line between them."""
    lines = []
    for block in blocks:
        if block:
            lines += ["", *block] if lines else block
    return lines


def load_table(table):
    titles = (
        "server",
        "connections",
        "requests/s",
        "slowest … fastest round",
        "× FastAPI",
        "× Kernel Gateway",
        "p50 ms",
        "p99 ms",
        "errors",
    )
    return rows_below(titles, "lrrrrrrrr", [load_row(table, row) for row in by_connections(table)])


def load_row(table, row):
    rates = row.values("rate")
    return (
        row.label,
        str(row.connections),
        number(row.median("rate")),
        f"{number(min(rates))} … {number(max(rates))}",
        *(ratio(table, row, rival, "rate") for rival in RIVALS),
        f"{row.median('p50'):.2f}",
        f"{row.median('p99'):.2f}",
        str(row.errors),
    )


def by_connections(table):
    """All servers at 1 connection, then at 8, and so on."""
    return sorted(table.rows, key=lambda row: row.connections)


def startup_table(table):
    titles = ("server", "port open, s", "first right answer, s", "fastest … slowest", "× Kernel Gateway")
    return rows_below(titles, "lrrrr", [startup_row(table, row) for row in table.rows])


def startup_row(table, row):
    times = row.values("first_answer")
    return (
        row.label,
        f"{row.median('ready'):.2f}",
        f"{row.median('first_answer'):.2f}",
        f"{min(times):.2f} … {max(times):.2f}",
        ratio(table, row, "kernel-gateway", "first_answer"),
    )


def memory_table(table):
    titles = ("server", "its own process, MiB", "kernel or worker, MiB", "together, MiB")
    return rows_below(titles, "lrrr", [memory_row(row) for row in table.rows])


def memory_row(row):
    own, others = row.median("own") / 2**20, row.median("others") / 2**20
    return row.label, f"{own:.0f}", f"{others:.0f}" if others else NOTHING, f"{own + others:.0f}"


def pair_table(table):
    """Rows of such a table are ours and theirs in turn."""
    titles = (
        "this",
        "against",
        "requests/s",
        "ratio",
        "lowest … highest pair",
        "p50 ms",
        "ratio",
        "lowest … highest pair",
        "errors",
    )
    pairs = zip(table.rows[::2], table.rows[1::2], strict=True)
    return rows_below(titles, "llrrrrrrr", [pair_row(table, ours, theirs) for ours, theirs in pairs])


def pair_row(table, ours, theirs):
    return (
        asked(ours),
        asked(theirs),
        f"{number(ours.median('rate'))} : {number(theirs.median('rate'))}",
        *ratio_and_range(table, ours, theirs, "rate"),
        f"{ours.median('p50'):.2f} : {theirs.median('p50'):.2f}",
        *ratio_and_range(table, ours, theirs, "p50"),
        str(ours.errors + theirs.errors),
    )


def asked(row):
    return f"{row.variant}, {row.connections} connection{'s' if row.connections > 1 else ''}"


def ratio_and_range(table, ours, theirs, quantity):
    """The ratio that counts, and how far single pairs are apart."""
    each = ratios(ours, theirs, quantity)
    return f"{table.ratio(ours, theirs, quantity):.2f}", f"{min(each):.2f} … {max(each):.2f}"


KINDS = {"load": load_table, PAIRS: pair_table, "startup": startup_table, "memory": memory_table}


def ratio(table, row, server, quantity):
    """How many times the rival's; a row is not compared with itself."""
    rival = table.rival(row, server)
    if rival is None or rival is row or not all(rival.values(quantity)):
        return NOTHING
    return f"{table.ratio(row, rival, quantity):.2f}"


def number(value):
    """Three digits that mean something."""
    return f"{value:,.0f}" if value > 99 else f"{value:.3g}"


def rows_below(titles, sides, rows):
    """A table; ``sides`` has l or r for each column."""
    rule = "|" + "|".join("---:" if side == "r" else "---" for side in sides) + "|"
    return [line(titles), rule, *map(line, rows)]


def line(cells):
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def first_line(text):
    return text.strip().splitlines()[0]
