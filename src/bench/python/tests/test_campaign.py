"""How long servers are warmed up, put on by a load that has its rates from a list."""

import unittest

from bench.campaign import WARM_UPS, Campaign, Pace
from bench.load import Sample


class RatedCampaign(Campaign):
    """Sees these rates, one after another."""

    def __init__(self, warm_up, *rates):
        super().__init__(Pace(1, 1, warm_up), None, None, None)
        self.rates = list(rates)

    def ask(self, contender, running, connections, seconds):
        return Sample(1, self.rates.pop(0), 1.0, 1.0, 0)


class WarmUpTest(unittest.TestCase):
    def test_it_goes_on_while_it_gets_faster(self):
        campaign = RatedCampaign(5, 100.0, 200.0, 300.0, 310.0, 400.0)
        campaign.warm_up(None, None)
        self.assertEqual(campaign.rates, [400.0])

    def test_it_has_an_end(self):
        campaign = RatedCampaign(5, *(2.0**power for power in range(WARM_UPS + 1)))
        campaign.warm_up(None, None)
        self.assertEqual(len(campaign.rates), 1)

    def test_no_warm_up_is_none(self):
        campaign = RatedCampaign(0, 100.0)
        campaign.warm_up(None, None)
        self.assertEqual(campaign.rates, [100.0])


if __name__ == "__main__":
    unittest.main()
