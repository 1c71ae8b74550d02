"""How long servers are warmed up, put on by a load that has its rates from a list."""

import contextlib
import io
import unittest

from bench.campaign import QUIET, TRIES, WARM_UPS, Campaign, Pace, note_stolen
from bench.load import Sample
from bench.pairs import WARM_UP_CALLS
from bench.processes import Clock
from bench.results import Row, Table
from bench.scenarios import Contender, Scenario
from bench.servers import FASTAPI


class RatedCampaign(Campaign):
    """Sees these rates, one after another, with so many answers each."""

    def __init__(self, warm_up, *rates, answers=1):
        super().__init__(Pace(1, 1, warm_up), None, None, None)
        self.rates = list(rates)
        self.answers = answers

    def ask(self, contender, running, connections, seconds):
        return Sample(self.answers, self.rates.pop(0), 1.0, 1.0, 0)


class WarmUpTest(unittest.TestCase):
    def test_it_goes_on_while_it_gets_faster(self):
        campaign = RatedCampaign(5, 100.0, 200.0, 300.0, 310.0, 400.0)
        campaign.warm_up(None, None)
        self.assertEqual(campaign.rates, [400.0])

    def test_it_goes_on_while_enough_answers_are_within_reach(self):
        for answers, took in ((WARM_UP_CALLS // 4, 4), (WARM_UP_CALLS, 2), (WARM_UP_CALLS // (WARM_UPS + 1), 2)):
            campaign = RatedCampaign(5, *[100.0] * WARM_UPS, answers=answers)
            campaign.warm_up(None, None)
            self.assertEqual(took, WARM_UPS - len(campaign.rates), answers)

    def test_it_has_an_end(self):
        campaign = RatedCampaign(5, *(2.0**power for power in range(WARM_UPS + 1)))
        campaign.warm_up(None, None)
        self.assertEqual(len(campaign.rates), 1)

    def test_no_warm_up_is_none(self):
        campaign = RatedCampaign(0, 100.0)
        campaign.warm_up(None, None)
        self.assertEqual(campaign.rates, [100.0])


class AskedCampaign(Campaign):
    """Notes who is asked over how many connections, instead of asking."""

    def __init__(self, rounds):
        super().__init__(Pace(rounds, 1, 0), None, Clock(60), None)
        self.asked = []

    def enter(self, contender, table, stack):
        return contender

    def check(self, contender, running):
        pass

    def ask(self, contender, running, connections, seconds):
        self.asked.append((contender.variant, connections))
        return Sample(1, 1.0, 1.0, 1.0, 0)


class RoundsTest(unittest.TestCase):
    def test_whoever_is_compared_follows_one_another(self):
        campaign = AskedCampaign(2)
        stage = tuple(Contender(FASTAPI, None, None, variant) for variant in ("a", "b"))
        with contextlib.redirect_stderr(io.StringIO()):
            campaign.measure(Scenario("iris", "", "", (stage,), (1, 8)))
        first = [("a", 1), ("b", 1), ("a", 8), ("b", 8)]
        second = [("b", 1), ("a", 1), ("b", 8), ("a", 8)]
        self.assertEqual(campaign.asked, first + second)


class SampledCampaign(Campaign):
    """Sees these samples, one after another."""

    def __init__(self, *samples):
        super().__init__(Pace(1, 1, 0), None, None, None)
        self.samples = list(samples)

    def ask(self, contender, running, connections, seconds):
        return self.samples.pop(0)


class AnsweredTest(unittest.TestCase):
    REFUSED, ANSWERED = Sample(0, 0.0, 1.0, 1.0, 900), Sample(5, 1.0, 1.0, 1.0, 0)

    def test_who_only_refused_is_asked_once_more(self):
        campaign = SampledCampaign(self.REFUSED, self.ANSWERED)
        self.assertEqual(campaign.answered(None, None, 8, 2), self.ANSWERED)

    def test_a_sample_of_errors_only_is_none(self):
        campaign = SampledCampaign(self.REFUSED, self.REFUSED)
        with self.assertRaisesRegex(RuntimeError, "^no right answer within 20 s at 8 connections, 900 errors$"):
            campaign.answered(None, None, 8, 2)

    def test_a_quiet_one_is_not_repeated(self):
        campaign = SampledCampaign(self.stolen(QUIET), self.stolen(0.0))
        self.assertEqual(campaign.undisturbed(None, None, 8, 2).stolen, QUIET)

    def test_the_least_disturbed_counts_with_the_errors_of_all(self):
        shares = [0.5, 0.2, *(0.3,) * TRIES]
        campaign = SampledCampaign(*(self.stolen(share, errors=1) for share in shares))
        kept = campaign.undisturbed(None, None, 8, 2)
        self.assertEqual((kept.stolen, kept.errors), (0.2, TRIES))
        self.assertEqual(len(campaign.samples), len(shares) - TRIES)

    def test_a_table_says_how_quiet_it_was(self):
        table = Table("key", "title", "about", "load")
        table.rows.append(Row("server", "name", "", 1, [{"stolen": 0.01}, {"stolen": 0.02}, {"stolen": 0.2}]))
        note_stolen(table)
        self.assertEqual(table.notes, ["While it was measured, the host took 2% of the machine's time, 20% at most"])

    @staticmethod
    def stolen(share, errors=0):
        return Sample(5, 1.0, 1.0, 1.0, errors, share)


if __name__ == "__main__":
    unittest.main()
