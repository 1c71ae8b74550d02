"""What the generators are told, and what is read from their reports."""

import json
import pathlib
import tempfile
import unittest

from bench import load, servers, targets
from bench.load import Sample


def wrk_report(answers, refused):
    """What wrk prints after two seconds in which one connection broke."""
    seen = {"answers": answers, "microseconds": 2_000_000, "p50": 1500, "p99": 9000, "refused": refused, "lost": 1}
    return f"Running 2s test\n\nRESULT {json.dumps(seen)}\n"


class WrkTest(unittest.TestCase):
    def test_the_report_is_found_among_the_rest(self):
        self.assertEqual(load.wrk_sample(wrk_report(500, 0)), Sample(500, 250.0, 1.5, 9.0, 1))

    def test_only_right_answers_count(self):
        self.assertEqual(load.wrk_sample(wrk_report(500, 400)), Sample(100, 50.0, 1.5, 9.0, 401))

    def test_the_script_reports_what_is_read(self):
        self.assertIn('"refused": %d', load.lua(targets.HELLO, pathlib.Path()))

    def test_a_body_is_posted_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            script = load.lua(targets.COUNT_ROWS, pathlib.Path(folder))
            self.assertIn("wrk.method = 'POST'", script)
            self.assertEqual(pathlib.Path(folder, "body.json").read_bytes(), targets.ROWS_BODY)

    def test_one_endpoint_is_asked_by_the_same_script_as_many(self):
        one, many = (load.lua(targets.numbered(count), pathlib.Path()) for count in (1, 200))
        self.assertIn("request = function()", one)
        self.assertIn("'/e199'", many)
        self.assertNotIn("request = function()", load.lua(targets.HELLO, pathlib.Path()))

    def test_a_mounted_notebook_is_asked_below_its_prefix(self):
        one, many = (load.lua(targets.numbered(count, "/of"), pathlib.Path()) for count in (1, 200))
        self.assertIn("'/of/e000'}", one)
        self.assertIn("'/of/e199'", many)


class OhaTest(unittest.TestCase):
    def test_many_endpoints_are_asked_below_their_prefix(self):
        question = load.Oha().question(1, targets.numbered(200, "/of"), pathlib.Path())
        self.assertEqual(question, ["--rand-regex-url", "http://127\\.0\\.0\\.1:1/of/e[01][0-9][0-9]"])

    def test_what_was_under_way_at_the_end_is_no_error_and_only_right_answers_count(self):
        report = {
            "summary": {"total": 2.0, "requestsPerSec": 47.0},
            "latencyPercentiles": {"p50": 0.002, "p99": None},
            "statusCodeDistribution": {"200": 90, "500": 4},
            "errorDistribution": {"aborted due to deadline": 8, "connection closed": 2},
        }
        self.assertEqual(load.oha_sample(json.dumps(report)), Sample(90, 45.0, 2.0, 0.0, 6))


class TargetsTest(unittest.TestCase):
    def test_the_posted_table_is_1_mib_of_json(self):
        self.assertEqual(len(targets.ROWS_BODY), 1024 * 1024)
        self.assertEqual(len(json.loads(targets.ROWS_BODY)["rows"]), targets.ROWS)

    def test_the_large_answer_is_5_mib_with_its_line_end(self):
        self.assertEqual(len(targets.LARGE.expected) + 1, 5 * 1024 * 1024)


class StartTableTest(unittest.TestCase):
    def test_the_lane_is_read_below_its_title(self):
        text = (
            "starting\n"
            "NOTEBOOK    KERNEL   KERNELS  LANE              ROUTES  STATE\n"
            "iris.ipynb  python3  1        resident, jupyter 2       ready\n"
        )
        self.assertEqual(servers.lane_of(text), "resident, jupyter")
        self.assertEqual(servers.lane_of("nothing"), "")


if __name__ == "__main__":
    unittest.main()
