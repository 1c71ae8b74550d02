"""Results as a chart: a panel for each scenario, a bar for each server; an SVG that needs nothing else.

The chart brings its own background, because a page's is not known inside an image. Light or dark is the reader's wish.
"""

import html

from bench.markdown import number

WIDTH = 760
MARGIN = 20
LABEL_WIDTH = 280
VALUE_WIDTH = 90
BAR = 16
STEP = 24
TITLE = 44
PANEL_END = 14
HEAD = 54
CONNECTIONS = 8
GATHERED = 64  # few callers gather little
FULL = WIDTH - 2 * MARGIN - LABEL_WIDTH - VALUE_WIDTH
QUANTITIES = {"load": ("rate", "requests/s"), "startup": ("first_answer", "seconds"), "memory": ("total", "MiB")}

STYLE = """
text { font: 13px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.head { font-size: 17px; font-weight: 600; }
.title { font-size: 14px; font-weight: 600; }
.quiet { fill: #59636e; font-size: 12px; }
.paper { fill: #ffffff; stroke: #d1d9e0; }
.ours { fill: #0969da; }
.theirs { fill: #818b98; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .quiet { fill: #9198a1; }
  .paper { fill: #0d1117; stroke: #3d444d; }
  .ours { fill: #4493f8; }
  .theirs { fill: #656c76; }
}
"""


def svg(results):
    """The whole chart."""
    panels, top = [], HEAD
    for table in results.tables:
        bars = bars_of(table) if table.kind in QUANTITIES else []
        if bars:
            panels.append(panel(table, bars, top))
            top += height(bars)
    return document(top + MARGIN, panels)


def bars_of(table):
    """Label, whether it is ours, and value of each bar, in the order of the table."""
    quantity, _ = QUANTITIES[table.kind]
    return [(row.label, row.server.startswith("cellroute"), value(row, quantity)) for row in shown(table)]


def shown(table):
    """At one number of connections; where that was not measured, at the most there are."""
    there = {row.connections for row in table.rows}
    wanted = GATHERED if table.key == "iris-batch" else CONNECTIONS
    return [row for row in table.rows if row.connections == (wanted if wanted in there else max(there))]


def value(row, quantity):
    return (row.median("own") + row.median("others")) / 2**20 if quantity == "total" else row.median(quantity)


def height(bars):
    return TITLE + STEP * len(bars) + PANEL_END


def panel(table, bars, top):
    """A scenario has a scale of its own, beginning at zero."""
    longest = max(amount for _, _, amount in bars) or 1
    lines = [
        text(MARGIN, top + 18, table.title, "title"),
        text(MARGIN, top + 35, f"{QUANTITIES[table.kind][1]}{circumstance(table)}", "quiet"),
    ]
    for place, each in enumerate(bars):
        lines += bar(*each, longest, top + TITLE + STEP * place)
    return "\n".join(lines)


def circumstance(table):
    """How many asked, where anybody did, and which way is better."""
    connections = shown(table)[0].connections
    asked = f" at {connections} connection{'s' if connections > 1 else ''}" if connections else ""
    return f"{asked}, {'more' if table.kind == 'load' else 'less'} is better"


def bar(label, is_ours, amount, longest, top):
    left, width = MARGIN + LABEL_WIDTH, max(1.0, FULL * amount / longest)
    shade = "ours" if is_ours else "theirs"
    return [
        text(MARGIN, top + 13, label),
        f'<rect class="{shade}" x="{left}" y="{top}" width="{width:.1f}" height="{BAR}" rx="2"/>',
        text(left + width + 6, top + 13, f"{amount:.2f}" if longest < 10 else number(amount)),
    ]


def text(left, baseline, content, kind=None):
    style = f' class="{kind}"' if kind else ""
    return f'<text{style} x="{left:.1f}" y="{baseline}">{html.escape(content)}</text>'


def document(bottom, panels):
    name = "Cellroute and its peers, medians of one run"
    size = f'viewBox="0 0 {WIDTH} {bottom}" width="{WIDTH}" height="{bottom}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{name}">',
        f"<title>{name}</title>",
        f"<style>{STYLE}</style>",
        f'<rect class="paper" x="0.5" y="0.5" width="{WIDTH - 1}" height="{bottom - 1}" rx="8"/>',
        text(MARGIN, 34, name, "head"),
        *panels,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"
