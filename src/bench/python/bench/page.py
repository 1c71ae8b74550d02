"""Where results are written: files of their own, and the marked places of the page."""

import re

from bench import chart, markdown

CHART, TABLES = "chart", "tables"


def write(results, folder):
    """Tables, chart and raw values, side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "performance.md").write_text(markdown.report(results))
    (folder / "performance.svg").write_text(chart.svg(results))
    (folder / "performance.json").write_text(results.to_json())


def publish(results, site):
    """The chart into the site's resources; chart and tables into its page."""
    picture = site / "resources" / "performance.svg"
    picture.parent.mkdir(exist_ok=True)
    picture.write_text(chart.svg(results))
    page = site / "markdown" / "performance.md"
    text = replaced(page.read_text(), CHART, "![Medians of Cellroute and its peers](../resources/performance.svg)")
    page.write_text(replaced(text, TABLES, markdown.report(results)))


def replaced(text, name, content):
    """The text with something else between ``<!-- measured chart -->`` and ``<!-- end of chart -->``."""
    begin, end = f"<!-- measured {name} -->\n", f"<!-- end of {name} -->"
    place = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if len(place.findall(text)) != 1:
        raise ValueError(f"expected {begin.strip()} and {end} once each in the page")
    return place.sub(lambda _: f"{begin}\n{content.strip()}\n\n{end}", text)
