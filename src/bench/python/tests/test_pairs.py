"""Slices that take turns, put on by a load that only counts."""

import types
import unittest

from bench import pairs
from bench.campaign import Pace
from bench.load import Sample


class CountingCampaign:
    """Answers at once; a sample's rate is its place among all that were asked for."""

    def __init__(self, calls):
        self.pace = Pace(1, 1, 1)
        self.calls = calls
        self.asked = []

    def ask(self, contender, running, connections, seconds):
        self.asked.append(contender.connections)
        return Sample(self.calls, float(len(self.asked)), 1.0, 1.0, 0)

    answered = ask

    def quietly(self, measure):
        """Measures everything twice."""
        measure()
        return measure()

    def check(self, contender, running):
        pass


STAGE = (types.SimpleNamespace(connections=64), types.SimpleNamespace(connections=8))


class SlicesTest(unittest.TestCase):
    def test_samples_are_ours_and_theirs_whoever_begins(self):
        campaign = CountingCampaign(1)
        rates = [[sample.rate for sample in pairs.slices(campaign, STAGE, None, turn)] for turn in (0, 1)]
        self.assertEqual(campaign.asked, [64, 8, 8, 64])
        self.assertEqual(rates, [[1.0, 2.0], [4.0, 3.0]])

    def test_slices_are_measured_quietly(self):
        campaign = CountingCampaign(pairs.WARM_UP_CALLS)
        self.assertEqual(len(list(pairs.samples(campaign, STAGE, None))), pairs.SLICES)
        self.assertEqual(campaign.asked[:6], [64, 8, 64, 8, 64, 8])

    def test_in_every_other_pair_of_slices_the_second_one_begins(self):
        self.assertEqual([pairs.order(turn) for turn in range(3)], [(0, 1), (1, 0), (0, 1)])

    def test_the_warm_up_is_a_number_of_answers(self):
        campaign = CountingCampaign(pairs.WARM_UP_CALLS // 2)
        pairs.warm_up(campaign, STAGE[0], None)
        self.assertEqual(campaign.asked, [64, 64])


if __name__ == "__main__":
    unittest.main()
