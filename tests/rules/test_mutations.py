"""A slip in any figure of a house policy is found, or listed as one that no rule can decide."""

from collections import defaultdict
from functools import cache

import pytest

from cs.checking.undecidable import UNDECIDABLE
from tests.rules.auditing import House
from tests.rules.mutations import Mutant
from tests.rules.slips import CLASSES

LISTED = {each.route: set(each.slips) for each in UNDECIDABLE}
FILES = House.files()
EVERY = 97
"""One of so many slips is looked at in the quick run; prime, so that it meets all sorts."""


@cache
def house() -> House:
    return House.read()


@cache
def slips() -> tuple[Mutant, ...]:
    """Every slip of every house policy."""
    return tuple(mutant for file in FILES for mutant in house().mutants(file))


Unseen = dict[str, dict[str, list[str]]]


def unseen(mutants: list[Mutant]) -> Unseen:
    """By route and class of slip, those that nothing is said of."""
    found: Unseen = defaultdict(lambda: defaultdict(list))
    for mutant in mutants:
        if house().verdict(mutant).kind == "slips":
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
    assert house().baseline == ()


def test_every_figure_of_every_house_policy_is_looked_at() -> None:
    changed = {(mutant.file, mutant.line) for mutant in slips()}
    for file, text in house().texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            key, _, value = line.partition("#")[0].strip().removeprefix("- ").partition(": ")
            if value[:1].isdigit() and key not in ("id", "name", "source", "notes"):
                assert (file, number) in changed, line


@pytest.mark.parametrize("file", FILES)
def test_some_slips_of_a_policy(file: str) -> None:
    some = [mutant for mutant in slips()[::EVERY] if mutant.file == file]
    assert unlisted(unseen(some)) == {}, ADVICE


def test_slips_are_listed_by_routes_that_exist() -> None:
    assert set(LISTED) <= {mutant.pattern for mutant in slips()}


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_every_slip_is_found_or_listed_and_nothing_is_listed_in_vain(file: str) -> None:
    own = [mutant for mutant in slips() if mutant.file == file]
    found = unseen(own)
    assert unlisted(found) == {}, ADVICE
    stale = {
        route: vain
        for route in sorted({mutant.pattern for mutant in own})
        if (vain := LISTED.get(route, set()) - set(found.get(route, ())))
    }
    assert stale == {}, "rules find these by now: take them out of the list"


def test_each_kind_of_policy_is_in_one_file() -> None:
    """So that what is listed for a route is found in vain, or not, in one file."""
    routes = defaultdict(set)
    for mutant in slips():
        routes[mutant.pattern].add(mutant.file)
    assert {route: files for route, files in routes.items() if len(files) > 1} == {}
