"""Runs: what counts, what is skipped, what breaks, and what leaves the answer open."""

import pytest

from cs.kernel.runs import Run, RunRules, Standing, run_of

STRICT = RunRules("breaks", "breaks", "restarts")
MILD = RunRules("skips", "skips", "continues")
OPEN = RunRules()
LETTERS = {
    "+": Standing.COUNTS, "-": Standing.FAILS, ".": Standing.MISSING, "L": Standing.AWAY,
    "?": Standing.AWAITED, "<": Standing.EARLIER_POST,
}  # fmt: skip


def run(text: str, rules: RunRules, enough: int | None = None) -> Run:
    """The run over periods written newest first."""
    return run_of((LETTERS[letter] for letter in text), rules, enough)


@pytest.mark.parametrize(
    ("periods", "rules", "length", "known"),
    [
        ("++++++", STRICT, 6, True),
        ("+++-++", STRICT, 3, True),
        ("-+++++", MILD, 0, True),
        ("++.+++", STRICT, 2, True),
        ("++.+++", MILD, 5, True),
        ("++.+++", OPEN, 2, False),
        ("++L+++", STRICT, 2, True),
        ("++L+++", MILD, 5, True),
        ("++L+++", RunRules("breaks", "skips"), 5, True),
        ("++.+++", RunRules("breaks", "skips"), 2, True),
        ("?+++++", MILD, 0, False),
        ("+++<++", STRICT, 3, True),
        ("", MILD, 0, True),
        (".", MILD, 0, True),
    ],
)
def test_a_run_goes_back_until_something_breaks_it(
    periods: str, rules: RunRules, length: int, known: bool
) -> None:
    found = run(periods, rules)
    assert (found.length, found.known) == (length, known)


def test_skipped_periods_may_be_limited() -> None:
    assert run("+.+.+.+", RunRules("skips", most_skipped=2)).length == 3
    assert run("+.+.+.+", RunRules("skips", most_skipped=3)).length == 4
    assert run("+.L+", RunRules("skips", "skips", most_skipped=1)).length == 1


def test_counting_stops_where_enough_are_found() -> None:
    assert run("+++?", MILD, enough=3) == Run(3, oldest=2, ended_by=None, known=True)
    assert run("++.+?", MILD, enough=3).oldest == 3
    assert run("++?+", MILD, enough=3) == Run(2, oldest=1, ended_by=2, known=False)
