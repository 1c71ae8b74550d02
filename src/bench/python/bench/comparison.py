"""The whole benchmark against peers, from options to written results."""

import pathlib
import sys
import tempfile

from bench import load, machine, markdown, page, results, scenarios
from bench.campaign import QUIET, TRIES, WARM_UPS, Campaign, Pace
from bench.pairs import WARM_UP_CALLS
from bench.processes import Clock, OutOfTimeError

DONE, FAILED, USAGE, TIMED_OUT, INTERRUPTED = 0, 1, 2, 7, 130


def run(options, site, every):
    """Measure or render, show, write; the exit code."""
    if options.render:
        return render(options, site)
    try:
        generator = load.generator()
    except LookupError as missing:
        print(f"compare.py: {missing}", file=sys.stderr)
        return USAGE
    with tempfile.TemporaryDirectory(prefix="cellroute-bench-", ignore_cleanup_errors=True) as folder:
        measured, end = measure(options, generator, pathlib.Path(folder))
    return show(options, site, measured, end, is_complete(options, every, end))


def is_complete(options, every, end):
    """Whether everything was tried, and long enough for the page; what failed is said there."""
    return end in (DONE, FAILED) and options.pace != "quick" and set(options.only) == set(every)


def measure(options, generator, folder):
    """Results, as far as it came, and how it ended."""
    jar = options.jar.resolve()
    if machine.is_busy():
        print("compare.py: the machine is busy with something else: these figures will mean little", file=sys.stderr)
    facts = machine.facts(jar, generator)
    campaign = Campaign(Pace(options.rounds, options.seconds, options.warm_up), generator, Clock(options.limit), folder)
    end = ended(campaign, [each for each in scenarios.every(jar, folder) if each.key in options.only])
    measured = results.Results(facts, method(options), campaign.tables)
    return measured, FAILED if end == DONE and measured.failures else end


def ended(campaign, chosen):
    """Measure one after the other until all is done, the time is over, or somebody wants it to end."""
    try:
        for scenario in chosen:
            campaign.measure(scenario)
    except OutOfTimeError as over:
        return left_out(campaign, chosen, str(over), TIMED_OUT)
    except KeyboardInterrupt:
        return left_out(campaign, chosen, "interrupted", INTERRUPTED)
    return DONE


def left_out(campaign, chosen, why, end):
    """What is missing says so: the table that was under way, and those that were still to come."""
    print(f"compare.py: {why}; this is what was measured", file=sys.stderr)
    begun = len(campaign.tables)
    for table in campaign.tables[-1:]:
        table.fail(f"what is missing here was not measured: {why}")
    for scenario in chosen[begun:]:
        campaign.begin(scenario).fail(f"not measured: {why}")
    return end


def method(options):
    """How it was measured, in words."""
    rounds = "1 round" if options.rounds == 1 else f"{options.rounds} rounds"
    return (
        f"Medians of {rounds} in turn, {options.seconds:g} s for each measurement, after {options.warm_up:g} s of"
        f" warm-up, and as much again, {WARM_UPS - 1} times at most, while that still made it faster or could reach"
        f" {WARM_UP_CALLS:,} answers. A measurement during which the host took more than {QUIET:.0%} of the machine's"
        f" time was repeated, {TRIES - 1} times at most, and the least disturbed one counts. A ratio is the median of"
        " the rounds' ratios: the servers of a round follow one another, while the machine's speed may differ from"
        " round to round. One process each, unless a row says otherwise. Before each measurement the answer was"
        " compared with the right one; errors are answers with a status of 400 and more, broken connections and"
        " timeouts, in all rounds together. They do not count as requests, and a goal with errors is not reached."
    )


def render(options, site):
    """Show earlier results in one; of a scenario in several files the last one counts."""
    first, *others = [results.from_json(file.read_text()) for file in options.render]
    for newer in others:
        if not newer.is_like(first):
            print("compare.py: these runs differ in machine, versions or method: render them apart", file=sys.stderr)
            return USAGE
        first = first.with_tables(newer)
    return show(options, site, first, DONE, complete=False)


def show(options, site, measured, end, complete):
    """Print the tables, and write them where they belong."""
    print(markdown.report(measured))
    page.write(measured, options.output)
    if complete or options.publish:
        page.publish(measured, site)
    for failure in measured.failures:
        print(f"compare.py: {failure}", file=sys.stderr)
    return end
