"""Each wrong result planted in a question is found from the tables alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.histories import Waiver
from cs.promotion.building import Built, Surroundings, build
from cs.promotion.conflicts import Kinship, without_conflicts
from cs.promotion.histories import Past
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import PromotionProblem, Ratings, Round, Vacancies, Waived
from cs.promotion.ranking import decide
from cs.promotion.verifier import verify
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.promotion.rounds import policy

DAY = date(2026, 12, 1)
STAFF = (
    Agent("A", "甲", leader="L", mentor="M", status="probation"),
    Agent("B", "乙", leader="L", status="probation"),
    Agent("L", "丙"),
)
# Of A rate the candidate, the competitor, the leader, the mentor and one who is nothing to A.
TABLE = "工号,面试:A,面试:B,面试:L,面试:M,面试:X\nA,90,80,70,60,50\nB,91,81,71,61,51\n"
GOOD = Waiver("A", "转正", "董事长", DAY, "业绩突出")
ROWS = (
    GOOD,
    Waiver("B", "regular", "组长", DAY, "业绩突出"),
    Waiver("B", "regular", "董事长", DAY, "业绩突出", policy="other"),
    Waiver("B", "regular", "董事长", date(2026, 12, 2), "业绩突出"),
    Waiver("B", "regular", "董事长", DAY, "业绩突出", until=date(2026, 11, 30)),
    Waiver("B", "regular", "董事长", DAY),
)


def rules(*excludes: str) -> PromotionPolicy:
    scale = {"from": Decimal(0), "to": Decimal(100)}
    part = {"id": "interview", "name": "面试", "weight": 100, "scale": scale}
    regular = {"condition": "status", "any_of": ("regular",)}
    return policy(
        components=({**part, "raters": {"excludes": excludes}},),
        eligibility=({"id": "regular", "name": "转正", "rule": regular, "waiver": "董事长"},),
    )


def question(
    *excludes: str, rows: tuple[Waiver, ...] = ROWS, role: Callable[[str], str] = str
) -> Built:
    raw = read_raw(TABLE.encode(), "candidates.csv")
    assert isinstance(raw, RawTable)
    known = Surroundings(
        WorkingCalendar(), Round(DAY, DAY), Vacancies(1, "option"),
        staff=STAFF, past=Past(waivers=rows), role=role,
    )  # fmt: skip
    return build(raw, rules(*excludes), known)


def wrong(built: Built, problem: PromotionProblem | None = None) -> list[str]:
    """What the verifier says of a question planted in place of the built one."""
    asked = problem or built.problem
    assert asked is not None
    return [text.english() for text in verify(asked, decide(asked), built.read)]


def planted(built: Built, ratings: Ratings) -> PromotionProblem:
    assert built.problem is not None
    candidates = replace(built.problem.candidates, ratings=(ratings,))
    return replace(built.problem, candidates=candidates)


@pytest.mark.parametrize(
    ("excludes", "left_out"),
    [
        (("leader",), ["L", "L"]),
        (("mentor",), ["M", "-"]),
        (("competitor",), ["B", "A"]),
        (("self",), ["A", "B"]),
    ],
)
def test_a_rating_that_should_not_count_is_found(
    excludes: tuple[str, ...], left_out: list[str]
) -> None:
    built = question(*excludes)
    assert built.read is not None
    texts = wrong(built, planted(built, built.read.ratings[0]))

    assert wrong(built) == []
    for candidate, raters in zip("AB", left_out, strict=True):
        expected = f"{candidate}: whose ratings of 面试 count is wrong; those of {raters} do not."
        assert (expected in texts) == (raters != "-")


@pytest.mark.parametrize(
    "kinship",
    [
        Kinship({"A": 0, "B": 1}, ("X", "L"), ("M", None)),
        Kinship({"A": 0, "B": 1}, (None, None), ("M", None)),
        Kinship({"A": 0, "B": 1}, ("L", "L"), ("X", None)),
        Kinship({"A": 1, "B": 0}, ("L", "L"), ("M", None)),
        Kinship({}, ("L", "L"), ("M", None)),
    ],
    ids=["another leader", "no leader", "another mentor", "mixed up", "no candidates"],
)
def test_ratings_left_out_for_the_wrong_person_are_found(kinship: Kinship) -> None:
    built = question("leader", "mentor", "competitor")
    assert built.read is not None
    other = without_conflicts(built.read.ratings[0], ("leader", "mentor", "competitor"), kinship)

    assert wrong(built) == []
    assert any("whose ratings of 面试 count is wrong" in text
               for text in wrong(built, planted(built, other)))  # fmt: skip


def test_a_rating_lost_or_left_out_without_a_rule_is_found() -> None:
    built = question()
    assert built.read is not None
    fewer = without_conflicts(
        built.read.ratings[0], ("self",), Kinship({"A": 0, "B": 1}, (None, None), (None, None))
    )
    lost = replace(question("leader").problem.candidates.ratings[0], dropped={})  # type: ignore[union-attr]

    assert wrong(built) == []
    assert "A: whose ratings of 面试 count is wrong; those of - do not." in (
        wrong(built, planted(built, fewer))
    )
    assert wrong(question("leader"), planted(built, lost)) != []


def test_only_the_waiver_of_the_named_role_counts() -> None:
    built = question()
    assert built.problem is not None
    assert list(built.problem.waivers) == [("regular", 0)]
    assert wrong(built) == []


@pytest.mark.parametrize(
    ("waivers", "who", "authority"),
    [
        ({}, "A", "董事长"),
        ({("regular", 0): Waived("组长", DAY, "业绩突出")}, "A", "董事长"),
        ({("regular", 0): Waived("董事长", DAY, "业绩突出"),
          ("regular", 1): Waived("组长", DAY, "业绩突出")}, "B", "-"),
    ],
    ids=["not counted", "by another role", "granted by whom it is not for"],
)  # fmt: skip
def test_a_waiver_planted_wrongly_is_found(
    waivers: dict[tuple[str, int], Waived], who: str, authority: str
) -> None:
    built = question()
    assert built.problem is not None

    assert wrong(built, replace(built.problem, waivers=waivers)) == [
        f"{who}: whether regular is waived is wrong; recomputed from the table of waivers: "
        f"{authority}."
    ]


def test_one_role_under_two_names_may_waive() -> None:
    same = {"总经理": "董事长"}
    rows = (replace(GOOD, authority="总经理"),)
    built = question(rows=rows, role=lambda name: same.get(name, name))
    other = question(rows=rows)
    assert built.problem is not None
    assert other.problem is not None

    assert [len(each.problem.waivers) for each in (built, other) if each.problem] == [1, 0]
    assert wrong(built) == []
    assert wrong(other) == []
    assert wrong(other, built.problem) != []
