"""Two kinds of load on one running server, in slices that take turns, so that both have the same luck."""

import time

SLICES = 4
SLICE_SECONDS = 2
WARM_UP_CALLS = 30_000
WARM_UP_SECONDS = 40


def samples(campaign, stage, running):
    """Warm both up; then, again and again, a sample of each."""
    for each in stage:
        campaign.check(each, running)
        warm_up(campaign, each, running)
    for turn in range(SLICES):
        yield campaign.quietly(lambda turn=turn: slices(campaign, stage, running, turn))


def warm_up(campaign, contender, running):
    """Until it has answered so many calls rightly, however long one takes; at most forty seconds."""
    answered, end = 0, time.monotonic() + WARM_UP_SECONDS
    while answered < WARM_UP_CALLS and time.monotonic() < end:
        answered += campaign.ask(contender, running, contender.connections, 1).requests


def slices(campaign, stage, running, turn):
    """A sample of each, in the order of the stage; every other time the second one begins."""
    seconds = min(SLICE_SECONDS, campaign.pace.seconds)
    seen = {at: campaign.answered(stage[at], running, stage[at].connections, seconds) for at in order(turn)}
    return seen[0], seen[1]


def order(turn):
    """One and the other, then the other and the one: what drifts hits both alike."""
    return (0, 1) if turn % 2 == 0 else (1, 0)
