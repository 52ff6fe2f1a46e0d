"""The example of each page about tables: the bad table gives its code, the good one nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cs.catalogue import ENTRIES
from cs.checking.pages import Entry
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document
from cs.kernel.findings import Finding, Place
from cs.kernel.histories import Rating, ReviewResult, Waiver
from cs.kernel.periods import Cycle
from cs.promotion.building import Surroundings, build
from cs.promotion.histories import KnownReview, Past
from cs.promotion.history_facts import history_fact
from cs.promotion.policy import PromotionPolicy, TenureCondition
from cs.promotion.problem import RequirementRule, Round, Vacancies
from cs.promotion.waivers import waivers_of
from cs.review.building import build as build_review
from cs.review.policy import ReviewPolicy
from cs.rotation.building import Tables, build_problem, span_between, span_of
from cs.rotation.plan_files import PlanFile, read_plan, to_posts
from cs.rotation.policy import RotationPolicy
from cs.tables.histories import read_ratings, read_reviews, read_waivers
from cs.tables.people import read_pairs, read_pins, read_staff, read_stints
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.promotion.rounds import policy

NO_EXAMPLE = {
    "DOC040": "only cs policy fmt says it; tests/policy_commands has its cases",
    "DOC035": "a baseline is a file beside the policies",
    "TAB001": "bytes that are no text cannot stand in a page",
    "TAB003": "a damaged workbook is bytes, not text",
    "TAB004": "the sheet is named by an option",
    "TAB009": "only workbooks have formulas",
    "TAB019": "only workbooks have sheets",
    "TAB020": "only workbooks lose digits",
    "ROT102": "the start is named by an option",
    "ROT209": "a plan's JSON file is long; tests/rotation/test_stated_figures.py has the case",
    "ROT208": "a published plan is a file of its own; tests/rotation/replanning has the case",
    "RES007": "the circle stands in the staff table; tests/review/test_scoring has the case",
    "RES008": "quotas stand in the policy; tests/review/test_quotas has the case",
    "RES009": "grades stand in the policy; tests/review/test_following has the case",
    "RES010": "it is said of a whole panel; tests/panels has the case",
    "SCO004": "it takes more than a thousand rows",
}
"""Pages without an example, and why; the tests of the reading show these cases."""

AS_OF = date(2026, 11, 20)
ROTATION = Document(
    "policies/rotation.yaml",
    RotationPolicy.model_validate(
        {
            "kind": "rotation",
            "id": "house",
            "name": "House",
            "posts": (
                {"id": "presale", "name": "Pre-sales", "stint": "3 months", "headcount": "0.."},
                {"id": "complaints", "name": "Complaints", "stint": "2 months", "headcount": "0.."},
            ),
            "rules": {"mentored_for": "2 months"},
        }
    ),
)
SCALE = {"from": Decimal(0), "to": Decimal(100)}
COMPONENTS = (
    {"id": "ability", "name": "Ability", "weight": 60, "scale": SCALE},
    {"id": "interview", "name": "Interview", "weight": 40, "scale": SCALE},
)
REGULAR = {"condition": "status", "any_of": ("regular",)}
WILLING = {"condition": "judgement", "column": "willing"}
POLICIES: dict[str, dict[str, Any]] = {
    "SCO006": {"eligibility": ({"id": "regular", "name": "Regular", "rule": REGULAR},)},
    "SCO007": {"scoring": {"missing": "zero", "tie_breaks": ()}},
    "SCO012": {
        "components": (
            {"id": "ability", "name": "ability", "weight": 50, "scale": {"from": 0, "to": 100}},
            {
                "id": "interview",
                "name": "interview",
                "weight": 50,
                "scale": {"from": 0, "to": 100},
                "raters": {"excludes": "competitor"},
            },
        ),
    },
    "SCO008": {"eligibility": ({"id": "willing", "name": "Willing", "rule": WILLING},)},
}
"""What the policies of these examples say besides the two components."""

WITH_EXAMPLE = [
    entry
    for entry in ENTRIES
    if entry.shows not in ("policy", "cases") and entry.code not in NO_EXAMPLE
]


def found(entry: Entry, text: str) -> tuple[Finding, ...]:
    """What the commands find in a table of the kind that the entry names."""
    staff = agents(entry.page.staff) if entry.page.staff else ()
    if entry.shows == "plan":
        return found_in_plan(text, staff)
    raw = read_raw(text.encode(), f"{entry.shows}.csv")
    if not isinstance(raw, RawTable):
        return raw
    if entry.shows == "candidates":
        return found_in_candidates(raw, POLICIES.get(entry.code, {}))
    read = {
        "staff": read_staff, "stints": read_stints, "pins": read_pins, "pairs": read_pairs,
        "reviews": read_reviews, "ratings": read_ratings, "waivers": read_waivers,
    }[entry.shows]  # fmt: skip
    rows, findings = (
        read([raw]) if read is read_staff or not staff else read([raw], {one.id for one in staff})
    )
    if entry.code.startswith("TAB"):
        return findings
    assert findings == ()
    if entry.shows == "ratings":
        return found_in_ratings(rows, staff)
    if entry.shows == "reviews":
        return found_in_reviews(rows)
    if entry.shows == "waivers":
        return found_in_waivers(rows)
    tables = {"staff": staff, entry.shows: rows}
    span = span_of(AS_OF, None, 6, "month")
    return build_problem(ROTATION, Tables(**tables), AS_OF, span, WorkingCalendar(None)).findings


def found_in_ratings(rows: tuple[Rating, ...], staff: tuple[Agent, ...]) -> tuple[Finding, ...]:
    """What is found in ratings under a review of a figure and of something rated."""
    bounds = {"from": Decimal(0), "to": Decimal(100)}
    given = {"weight": 50, "direction": "higher", "target": Decimal(90), "bounds": bounds}
    review = ReviewPolicy.model_validate(
        {
            "kind": "review",
            "id": "monthly",
            "name": "Monthly",
            "cycle": "monthly",
            "indicators": (
                {"id": "calls", "name": "Calls", "measured_by": "switch", **given},
                {"id": "teamwork", "name": "Teamwork", **given},
            ),
            "raters": (
                {"role": "superior", "weight": 60, "min_raters": 1},
                {"role": "peer", "weight": 40, "min_raters": 1},
            ),
            "mentor": {"share": 10, "may_rate": False},
        }
    )
    cycle = review.periods()
    assert cycle is not None
    return build_review(
        review, cycle, staff or None, rows, 0, Place("policies/review.yaml")
    ).findings


def found_in_plan(text: str, staff: tuple[Agent, ...]) -> tuple[Finding, ...]:
    plan = read_plan(text.encode(), "plan.csv")
    if not isinstance(plan, PlanFile):
        return plan
    span = span_between(plan.first, plan.last, "month")
    building = build_problem(ROTATION, Tables(staff), AS_OF, span, WorkingCalendar(None))
    assert building.problem is not None
    posts = to_posts(plan, building.problem)
    return posts if isinstance(posts, tuple) else ()


def found_in_candidates(raw: RawTable, more: dict[str, Any]) -> tuple[Finding, ...]:
    rules = policy(components=COMPONENTS)
    rules = PromotionPolicy.model_validate({**rules.model_dump(by_alias=True), **more})
    day = date(2026, 12, 1)
    known = Surroundings(
        WorkingCalendar(), Round(day, day), Vacancies(1, "option"), staff=None, grades=()
    )
    return build(raw, rules, known).findings


def found_in_reviews(rows: tuple[ReviewResult, ...]) -> tuple[Finding, ...]:
    grades = ("excellent", "good", "poor")
    review = KnownReview("monthly", Cycle(1, date(2026, 1, 1)), grades, grades, ())
    fact = history_fact(
        "reviews:", ["E001"], Past(reviews=rows), [review], {}, AS_OF, WorkingCalendar()
    )
    return fact[1]


def found_in_waivers(rows: tuple[Waiver, ...]) -> tuple[Finding, ...]:
    day = date(2026, 12, 1)
    year = TenureCondition.model_validate({"condition": "tenure", "at_least": "1 year"})
    rules = [RequirementRule("year", "a year in the grade", year, "grade_since", "chair")]
    return waivers_of(rows, "leader", rules, ["E001"], Round(day, day), str.casefold)[1]


def agents(text: str) -> tuple[Agent, ...]:
    raw = read_raw(text.encode(), "staff.csv")
    assert isinstance(raw, RawTable)
    staff, findings = read_staff([raw])
    assert findings == ()
    return staff


@pytest.mark.parametrize("entry", WITH_EXAMPLE, ids=lambda entry: f"{entry.code}-{entry.name}")
def test_the_examples_of_a_page(entry: Entry) -> None:
    page = entry.page
    assert page.bad is not None
    assert page.good is not None
    assert {(one.code, one.severity) for one in found(entry, page.bad)} == {
        (entry.code, entry.severity)
    }
    assert found(entry, page.good) == ()


def test_only_the_pages_listed_have_no_example() -> None:
    without = {entry.code for entry in ENTRIES if entry.page.bad is None}
    assert without == set(NO_EXAMPLE)
