"""Comparing a set with itself finds nothing; the other way round everything is turned round."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cs.comparing.changes import PolicyChanges
from tests.comparing.versions import PROMOTION, ROTATION, changes

OTHERS = {"added": "removed", "removed": "added"}
EDITS = (
    ("weight: 60%", "weight: 50%"),
    ("points: 30", "points: 25"),
    ("{from: 60, to: 70", "{from: 65, to: 70"),
    ("id: pm", "id: projects"),
    ("id: interview, name: 面试考评", "id: talk, name: 面谈"),
    ("at_least: 1 year", "at_least: 6 months"),
    ("{by: component, component: interview}, {by: hired}", "{by: hired}, {by: grade_since}"),
    ("missing: refuse", "missing: zero"),
    ("id: leader", "id: chief"),
    ("stint: 2 months, headcount: 2..4, teaches: 流程", "stint: 3 months, headcount: 1..4"),
    ("- {id: 三部, name: 三部, stint: 2 months, headcount: 2..4}\n", ""),
    ("id: 二部, name: 二部", "id: 二组, name: 二组"),
    ("goals: {fairness: 1}", "order: ring"),
)
TEXT = f"{PROMOTION}---\n{ROTATION}"


def versions() -> st.SearchStrategy[str]:
    """The two policies with some of the edits made."""

    def edited(chosen: set[int]) -> str:
        text = TEXT
        for number in sorted(chosen):
            text = text.replace(*EDITS[number])
        return text

    return st.sets(st.integers(0, len(EDITS) - 1)).map(edited)


def plain(found: PolicyChanges, *, turned: bool) -> set[tuple[object, ...]]:
    """Changes as plain values, sides exchanged if `turned`."""
    values: set[tuple[object, ...]] = set()
    for document in found.documents:
        ids = [each.policy.id if each else None for each in (document.old, document.new)]
        what = OTHERS.get(document.what, document.what) if turned else document.what
        values.add((what, *(reversed(ids) if turned else ids)))
        for each in document.changes:
            sides = [(str(each.old), each.old_place), (str(each.new), each.new_place)]
            what = OTHERS.get(each.what, each.what) if turned else each.what
            values.add((what, *(reversed(sides) if turned else sides)))
    return values


@given(versions(), versions())
@settings(max_examples=30, deadline=None)
def test_the_other_way_round_everything_is_turned_round(old: str, new: str) -> None:
    assert plain(changes(old, new), turned=False) == plain(changes(new, old), turned=True)


@given(versions())
@settings(max_examples=20, deadline=None)
def test_nothing_differs_from_itself(text: str) -> None:
    assert changes(text, text).documents == ()
