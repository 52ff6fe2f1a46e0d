"""A slip in any figure of a house policy is found, or listed as one that no rule can decide."""

from collections import defaultdict

import pytest

from cs.checking.undecidable import UNDECIDABLE
from tests.rules.auditing import House
from tests.rules.mutations import Mutant
from tests.rules.slips import CLASSES

HOUSE = House.read()
MUTANTS = [mutant for file in HOUSE.texts for mutant in HOUSE.mutants(file)]
LISTED = {each.route: set(each.slips) for each in UNDECIDABLE}
EVERY = 47
"""One of so many slips is looked at in the quick run; prime, so that it meets all sorts."""

Unseen = dict[str, dict[str, list[str]]]


def unseen(mutants: list[Mutant]) -> Unseen:
    """By route and class of slip, those that nothing is said of."""
    found: Unseen = defaultdict(lambda: defaultdict(list))
    for mutant in mutants:
        if HOUSE.verdict(mutant).kind == "slips":
            shown = f"{mutant.file}:{mutant.line} {mutant.slip}: {mutant.was!r} > {mutant.now!r}"
            found[mutant.pattern][CLASSES[mutant.slip]].append(shown)
    return found


def unlisted(found: Unseen) -> dict[str, list[str]]:
    """What is neither found nor listed, by route and class."""
    return {
        f"{route} ({slip})": shown
        for route, slips in found.items()
        for slip, shown in slips.items()
        if slip not in LISTED.get(route, ())
    }


ADVICE = "write a rule, or say in cs.checking.undecidable why none can decide it"


def test_nothing_is_found_without_a_slip() -> None:
    assert HOUSE.baseline == ()


def test_every_figure_of_every_house_policy_is_looked_at() -> None:
    changed = {(mutant.file, mutant.line) for mutant in MUTANTS}
    for file, text in HOUSE.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            key, _, value = line.partition("#")[0].strip().removeprefix("- ").partition(": ")
            if value[:1].isdigit() and key not in ("id", "name", "source", "notes"):
                assert (file, number) in changed, line


@pytest.mark.parametrize("file", HOUSE.texts)
def test_some_slips_of_a_policy(file: str) -> None:
    some = [mutant for mutant in MUTANTS[::EVERY] if mutant.file == file]
    assert unlisted(unseen(some)) == {}, ADVICE


def test_slips_are_listed_by_routes_that_exist() -> None:
    assert set(LISTED) <= {mutant.pattern for mutant in MUTANTS}


@pytest.mark.audit
def test_every_slip_is_found_or_listed_and_nothing_is_listed_in_vain() -> None:
    found = unseen(MUTANTS)
    assert unlisted(found) == {}, ADVICE
    stale = {
        route: vain
        for route, slips in LISTED.items()
        if (vain := slips - set(found.get(route, ())))
    }
    assert stale == {}, "rules find these by now: take them out of the list"
