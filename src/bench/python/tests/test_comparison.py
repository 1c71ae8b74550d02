"""How a run ends that cannot measure everything."""

import contextlib
import io
import types
import unittest

from bench import comparison
from bench.campaign import Campaign, Pace
from bench.processes import OutOfTimeError
from bench.scenarios import Scenario


class OverCampaign(Campaign):
    """Measures one scenario; in the second the time is over."""

    def measure(self, scenario):
        self.begin(scenario)
        if len(self.tables) == 2:
            raise OutOfTimeError("not done within 1 s")


class EndTest(unittest.TestCase):
    def test_what_was_not_measured_says_so(self):
        campaign = OverCampaign(Pace(1, 1, 1), None, None, None)
        chosen = [Scenario(key, key.title(), "", ()) for key in ("iris", "memory", "bash")]
        with contextlib.redirect_stderr(io.StringIO()):
            end = comparison.ended(campaign, chosen)
        self.assertEqual(end, comparison.TIMED_OUT)
        self.assertEqual(
            {table.key: table.failures for table in campaign.tables},
            {
                "iris": [],
                "memory": ["what is missing here was not measured: not done within 1 s"],
                "bash": ["not measured: not done within 1 s"],
            },
        )

    def test_a_run_in_which_a_server_failed_is_complete_and_one_that_was_ended_is_not(self):
        options = types.SimpleNamespace(pace="normal", only=("iris",))
        ends = (comparison.DONE, comparison.FAILED, comparison.TIMED_OUT, comparison.INTERRUPTED)
        self.assertEqual([comparison.is_complete(options, ("iris",), end) for end in ends], [True, True, False, False])


if __name__ == "__main__":
    unittest.main()
