"""From samples to tables, a chart and a page."""

import pathlib
import tempfile
import unittest
from xml.etree import ElementTree

from bench import chart, goals, markdown, page, results
from bench.results import Results, Row, Table


def load_row(server, connections, *rates, variant="", errors=1):
    same = {"errors": errors, "requests": 9}
    samples = [{"rate": rate, "p50": 1000 / rate, "p99": 2000 / rate, **same} for rate in rates]
    return Row(server, server.title(), variant, connections, samples)


def example():
    iris = Table("iris", "A prediction", "One flower.", "load")
    iris.rows += [
        load_row("cellroute-resident", 8, 5000.0, 4000.0, 6000.0),
        load_row("kernel-gateway", 8, 100.0),
        load_row("fastapi", 8, 2500.0),
        load_row("fastapi", 1, 2000.0),
    ]
    startup = Table("startup", "Start", "Seconds.", "startup")
    startup.rows.append(Row("kernel-gateway", "Kernel Gateway", "", 0, [{"ready": 2.0, "first_answer": 3.0}]))
    memory = Table("memory", "Memory", "Most.", "memory")
    memory.rows.append(Row("fastapi", "FastAPI", "", 8, [{"own": 100 * 2**20, "others": 0}]))
    return Results({"Machine": "2 cores <&>"}, "Medians.", [iris, startup, memory])


class ResultsTest(unittest.TestCase):
    def test_raw_values_come_back_as_they_were(self):
        self.assertEqual(results.from_json(example().to_json()), example())

    def test_of_a_table_in_two_runs_the_newer_counts(self):
        newer = Results({"Machine": "3 cores"}, "Other.", [Table("iris", "A prediction", "", "load")])
        merged = example().with_tables(newer)
        self.assertEqual([table.key for table in merged.tables], ["iris", "startup", "memory"])
        self.assertEqual(merged.table("iris").rows, [])

    def test_runs_that_differ_in_more_than_the_load_are_not_alike(self):
        idle, busy = (Results({"Java": "17", results.LOAD: load}, "Medians.", []) for load in ("0.01", "9.00"))
        self.assertTrue(idle.is_like(busy))
        self.assertFalse(idle.is_like(Results({"Java": "25", results.LOAD: "0.01"}, "Medians.", [])))
        self.assertFalse(idle.is_like(Results(idle.machine, "Means.", [])))

    def test_a_rival_does_the_same_work_or_its_only_one(self):
        table = Table("kernels", "", "", "load")
        two, plain = load_row("fastapi", 8, 2.0, variant="2 processes"), load_row("kernel-gateway", 8, 3.0)
        table.rows += [two, plain]
        ours = load_row("cellroute-resident", 8, 1.0, variant="2 processes")
        self.assertIs(table.rival(ours, "fastapi"), two)
        self.assertIs(table.rival(ours, "kernel-gateway"), plain)
        self.assertIsNone(table.rival(ours, "flask"))

    def test_a_failure_names_its_table_once(self):
        measured = example()
        for _ in range(2):
            measured.tables[0].fail("Flask: it did not start")
        self.assertEqual(measured.failures, ["iris: Flask: it did not start"])


def paired_rows():
    table = Table("pairs", "One against the other", "Slices.", results.PAIRS)
    table.rows += [
        load_row("cellroute-resident", 64, 100.0, 50.0, 300.0, variant="prediction"),
        load_row("cellroute-resident", 8, 100.0, 100.0, 250.0, variant="prediction"),
    ]
    return table


class PairsTest(unittest.TestCase):
    def test_the_ratio_is_the_median_of_the_pairs_ratios(self):
        table = paired_rows()
        self.assertEqual(results.ratios(*table.rows, "rate"), [1.0, 0.5, 1.2])
        self.assertEqual(table.ratio(*table.rows, "rate"), 1.0)

    def test_so_it_is_of_rounds_and_of_the_medians_where_one_is_not_complete(self):
        table = paired_rows()
        table.kind = "load"
        self.assertEqual(table.ratio(*table.rows, "rate"), 1.0)
        table.rows[0].samples[0]["rate"] = 120.0
        self.assertEqual(table.ratio(*table.rows, "rate"), 1.2)
        table.rows[1].add({"rate": 300.0})
        self.assertEqual(table.ratio(*table.rows, "rate"), 120.0 / 175.0)

    def test_a_sample_without_its_other_is_a_mistake(self):
        table = paired_rows()
        table.rows[1].samples.pop()
        with self.assertRaises(ValueError):
            table.ratio(*table.rows, "rate")

    def test_a_goal_is_judged_by_pairs(self):
        (goal,) = [goal for goal in goals.GOALS if goal.ours[0] == "pairs" and goal.ours[3] == 64]
        self.assertEqual(goal.ratio(Results({}, "", [paired_rows()])), 1.0)

    def test_a_pair_is_one_row_of_the_page(self):
        row = (
            "| prediction, 64 connections | prediction, 8 connections | 100 : 100 | 1.00 | 0.50 … 1.20"
            " | 10.00 : 10.00 | 1.00 | 0.83 … 2.00 | 6 |"
        )
        self.assertIn(row, markdown.section(Results({}, "", []), paired_rows()).splitlines())

    def test_the_chart_has_no_bars_for_pairs(self):
        self.assertNotIn("One against the other", chart.svg(Results({}, "", [paired_rows()])))


class GoalsTest(unittest.TestCase):
    def test_ratios_are_those_of_medians(self):
        self.assertEqual([goal.ratio(example()) for goal in goals.GOALS[:2]], [50.0, 2.0])

    def test_a_goal_without_its_rows_is_not_judged(self):
        self.assertIsNone(goals.GOALS[2].rows(example()))
        self.assertNotIn(goals.GOALS[2].what, markdown.goal_table(example()))

    def test_a_goal_of_rows_with_errors_is_not_reached(self):
        goal = goals.GOALS[0]
        verdicts = ((0, 0, "reached"), (2, 0, "not reached: errors (2)"), (0, 3, "not reached: errors (3)"))
        for ours, theirs, verdict in verdicts:
            table = Table("iris", "A prediction", "One flower.", "load")
            table.rows = [
                load_row("cellroute-resident", 8, 5000.0, errors=ours),
                load_row("kernel-gateway", 8, 100.0, errors=theirs),
            ]
            row = f"| {goal.what} | ≥ 45 | 50.00 | {verdict} |"
            self.assertIn(row, markdown.goal_table(Results({}, "", [table])).splitlines())

    def test_a_start_has_no_errors(self):
        self.assertEqual(example().table("startup").rows[0].errors, 0)

    def test_a_bound_is_kept_by_what_reaches_it(self):
        at_least, at_most = goals.GOALS[0], goals.GOALS[3]
        self.assertTrue(at_least.holds(45.0) and at_most.holds(0.9))
        self.assertFalse(at_least.holds(44.9) or at_most.holds(0.91))


class MarkdownTest(unittest.TestCase):
    def test_a_row_has_medians_ratios_and_all_errors(self):
        row = "| Cellroute-Resident | 8 | 5,000 | 4,000 … 6,000 | 2.00 | 50.00 | 0.20 | 0.40 | 3 |"
        self.assertIn(row, markdown.report(example()).splitlines())

    def test_nobody_is_compared_with_oneself(self):
        self.assertIn("| Fastapi | 8 | 2,500 | 2,500 … 2,500 | – | 25.00 |", markdown.report(example()))

    def test_rows_are_in_order_of_connections(self):
        lines = markdown.section(example(), example().tables[0]).splitlines()
        self.assertIn("Fastapi | 1 |", lines[6])

    def test_start_and_memory_have_tables_of_their_own(self):
        report = markdown.report(example())
        self.assertIn("| Kernel Gateway | 2.00 | 3.00 | 3.00 … 3.00 | – |", report)
        self.assertIn("| FastAPI | 100 | – | 100 |", report)

    def test_what_was_left_out_and_what_failed_is_said(self):
        table = Table("bash", "A Bash kernel", "Hello.", "load", [], ["left out"], ["Flask: broken\nlong story"])
        section = markdown.section(example(), table)
        self.assertEqual(section, "### A Bash kernel\n\nHello.\n\n- left out\n- Failed: Flask: broken")


class ChartTest(unittest.TestCase):
    def test_it_is_well_formed_and_longest_bars_are_equally_long(self):
        root = ElementTree.fromstring(chart.svg(example()))
        bars = [bar for bar in root.iter("{http://www.w3.org/2000/svg}rect") if bar.get("class") in ("ours", "theirs")]
        widths = [float(bar.get("width")) for bar in bars]
        self.assertEqual(widths, [chart.FULL, chart.FULL / 50, chart.FULL / 2, chart.FULL, chart.FULL])

    def test_a_table_without_rows_has_no_panel(self):
        empty = Results({}, "", [Table("iris", "A prediction", "", "load")])
        self.assertNotIn("A prediction", chart.svg(empty))


class PageTest(unittest.TestCase):
    TEXT = "# P\n<!-- measured {0} -->\nold\n<!-- end of {0} -->\n"

    def test_only_what_is_between_the_marks_is_replaced(self):
        text = self.TEXT.format("chart")
        self.assertEqual(
            page.replaced(text, "chart", r"new \1"),
            "# P\n<!-- measured chart -->\n\nnew \\1\n\n<!-- end of chart -->\n",
        )

    def test_a_page_without_the_marks_is_left_alone(self):
        with self.assertRaises(ValueError):
            page.replaced(self.TEXT.format("chart"), "tables", "new")

    def test_writing_twice_is_writing_once(self):
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder)
            file = site / "markdown" / "performance.md"
            file.parent.mkdir()
            file.write_text(self.TEXT.format("chart") + self.TEXT.format("tables"))
            page.publish(example(), site)
            once = file.read_text()
            page.publish(example(), site)
            self.assertEqual(file.read_text(), once)
            self.assertIn("../resources/performance.svg", once)
            self.assertTrue((site / "resources" / "performance.svg").is_file())

    def test_the_real_page_has_the_marks(self):
        text = (pathlib.Path(__file__).resolve().parents[3] / "site" / "markdown" / "performance.md").read_text()
        for name in (page.CHART, page.TABLES):
            self.assertIn("new", page.replaced(text, name, "new"))


if __name__ == "__main__":
    unittest.main()
