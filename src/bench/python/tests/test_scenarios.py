"""Who is asked what."""

import pathlib
import tempfile
import unittest

import compare
from bench import campaign, goals, results, scenarios, servers


def example(folder):
    lanes = [servers.cellroute(pathlib.Path("cellroute.jar"), lane) for lane in ("resident", "jupyter")]
    return scenarios.of(scenarios.Ours(*lanes), pathlib.Path(folder))


class ScenariosTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.scenarios = example(folder.name)

    def test_every_scenario_can_be_chosen(self):
        self.assertEqual(tuple(scenario.key for scenario in self.scenarios), compare.SCENARIOS)

    def test_every_notebook_is_there(self):
        for scenario in self.scenarios:
            for stage in scenario.stages:
                for contender in stage:
                    self.assertTrue(contender.work.notebook.is_file(), contender.work.notebook)

    def test_every_goal_speaks_of_rows_that_are_measured(self):
        rows = {
            (scenario.key, contender.server.key, contender.variant, connections)
            for scenario in self.scenarios
            for stage in scenario.stages
            for contender in stage
            for connections in ((0,) if scenario.kind == "startup" else scenario.connections_of(contender))
        }
        for goal in goals.GOALS:
            self.assertLessEqual({goal.ours, goal.theirs}, rows)

    def test_the_two_of_a_pair_ask_one_server_that_does_the_work_of_both(self):
        (each,) = [scenario for scenario in self.scenarios if scenario.kind == results.PAIRS]
        for ours, theirs in each.stages:
            self.assertEqual((ours.server, ours.work), (theirs.server, theirs.work))
            self.assertNotEqual((ours.target, ours.connections), (theirs.target, theirs.connections))

    def test_mounted_notebooks_are_served_by_a_configuration(self):
        command = servers.cellroute_command(pathlib.Path("x.jar"), "", servers.Work(pathlib.Path("two.yaml")), 1)
        self.assertEqual(command[-2:], ["-c", "two.yaml"])

    def test_somebody_else_begins_in_each_round(self):
        self.assertEqual([campaign.rotated("abc", turn)[0] for turn in range(4)], ["a", "b", "c", "a"])


if __name__ == "__main__":
    unittest.main()
