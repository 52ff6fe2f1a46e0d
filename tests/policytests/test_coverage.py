"""What cases exercise: only what they hold to account, and nothing that they changed themselves."""

import pytest

from tests.policytests.builders import GOOD, PROMOTION, ROTATION, covered, missing

NOTHING = "- name: nothing\n  expect_not: {finding: PRM001}"


def case(expect: str, candidates: str = GOOD, more: str = "") -> str:
    return f"- name: a case\n{more}  candidates: [{candidates}]\n  expect: [{expect}]"


def exercised(cases: str, policy: str = PROMOTION, of: str = "leader") -> set[str]:
    return missing(policy, NOTHING, of=of) - missing(policy, cases, of=of)


def test_without_cases_about_people_nothing_is_exercised() -> None:
    assert missing(PROMOTION, NOTHING) == {
        "no case in which somebody is not proposed for want of a vacancy",
        "no case in which Regular staff is met",
        "no case in which Regular staff alone is not met, or which says that it is not",
        "no case in which A year is met",
        "no case in which A year alone is not met, or which says that it is not",
        "no case in the band of Exam that gives 0",
        "no case in the band of Exam that gives 40",
        "no case exactly at the edge 60 of Exam",
        "no case with points of Talk",
        "no case with too few raters of Talk",
        "no case in which a score is missing",
        "no case in which the tie-break exam decides",
        "no case in which the tie-break grade_since decides",
        "no case about the round of month 12",
        "no case about the days of the step Notice",
        "no case about the days of the step Approval",
    }


def test_conditions_that_are_met_count_for_who_is_eligible() -> None:
    assert exercised(case("{agent: A1, eligible: true}")) == {
        "no case in which Regular staff is met",
        "no case in which A year is met",
    }
    assert exercised(case("{agent: A1, conditions: {year: true}}")) == {
        "no case in which A year is met"
    }


def test_a_condition_that_is_not_met_counts_if_it_stands_alone_or_is_named() -> None:
    both = GOOD.replace("regular", "probation").replace("2024", "2025")
    alone = GOOD.replace("2024", "2025")
    unmet = "no case in which A year alone is not met, or which says that it is not"

    assert exercised(case("{agent: A1, eligible: false}", both)) == set()
    assert exercised(case("{agent: A1, eligible: false}", alone)) == {unmet}
    assert exercised(case("{agent: A1, conditions: {year: false}}", both)) == {unmet}


def test_of_whom_nothing_is_said_shows_nothing() -> None:
    other = GOOD.replace("A1", "A2").replace("70", "60")

    assert exercised(case("{agent: A2, points: {exam: 40}}", f"{GOOD}, {other}")) == {
        "no case in the band of Exam that gives 40",
        "no case exactly at the edge 60 of Exam",
    }


def test_a_missing_score_and_too_few_raters() -> None:
    few = GOOD.replace("[80, 90]", "[80]")

    assert exercised(case("{agent: A1, points: {talk: missing}}", few)) == {
        "no case with too few raters of Talk",
        "no case in which a score is missing",
    }


@pytest.mark.parametrize(
    ("first", "second", "decides"),
    [
        ("{id: A1, exam: 70, talk: [0, 0]}", "{id: A2, exam: 50, talk: [66, 66]}", "none"),
        ("{id: A1, exam: 70, talk: [10, 10]}", "{id: A2, exam: 50, talk: [76, 77.333334]}", "exam"),
        ("{id: A1, exam: 70, talk: [10, 10]}",
         "{id: A2, exam: 70, talk: [10, 10], grade_since: 2023-01-01}", "grade_since"),
    ],
)  # fmt: skip
def test_the_tie_break_that_parts_two_of_equal_totals(
    first: str, second: str, decides: str
) -> None:
    rest = ", status: regular, grade_since: 2024-01-01}"
    people = [each if "grade_since" in each else each[:-1] + rest for each in (first, second)]
    people = [each if "status" in each else each[:-1] + ", status: regular}" for each in people]
    cases = case("{agent: [A1, A2], outcome: ranked}", ", ".join(people))

    found = {each for each in exercised(cases) if "tie-break" in each}
    assert found == {f"no case in which the tie-break {each} decides" for each in [decides]
                     if each != "none"}  # fmt: skip


def test_rounds_and_steps_count_if_their_days_are_said() -> None:
    assert exercised(case("{opens: 2025-12-01}, {step: notice, ends: 2025-12-15}")) == {
        "no case about the round of month 12",
        "no case about the days of the step Notice",
    }
    assert exercised(case("{vacancies: unknown}")) == set()


def test_what_the_case_changes_itself_does_not_count() -> None:
    change = "  change: {components.exam.bands.0.points: 5}\n"

    assert exercised(case("{agent: A1, score: 91}", more=change)) == {
        "no case with points of Talk",
        "no case in the band of Exam that gives 40",
        "no case exactly at the edge 60 of Exam",
    } - {"no case exactly at the edge 60 of Exam"}


def test_parts_of_which_no_case_can_speak_are_told_apart() -> None:
    policy = PROMOTION + "probation: {lasts: 1 month}\n"

    assert covered(policy, NOTHING).silent == ("probation",)
    assert len(covered(policy, NOTHING).items) == len(covered(PROMOTION, NOTHING).items)


STAFF = "{id: A1, post: hotline, post_since: 2025-10-01}"
WAY = (
    "{agent: A1, post: complaints, from: 2025-12-01, to: 2025-12-31}, "
    "{agent: A1, post: chat, from: 2026-01-01, to: 2026-01-31}"
)


def plan_case(plan: str, expect: str, staff: str = STAFF) -> str:
    return f"- name: p\n  staff: [{staff}]\n  plan: [{plan}]\n  expect: [{expect}]"


def test_a_way_through_the_posts_shows_what_it_enters_and_what_let_it_in() -> None:
    assert exercised(plan_case(WAY, "{feasible: true}"), ROTATION, "tour") == {
        "no case in which an agent enters Complaints",
        "no case in which an agent with the skills for Complaints enters it",
        "no case in which what Hotline teaches opens another post",
        "no case in which an agent enters Chat",
    }


def test_a_limit_is_exercised_where_it_refuses() -> None:
    early = STAFF.replace("2025-10-01", "2025-11-01")
    found = exercised(plan_case(WAY, "{broken: stint_length, agent: A1}", early), ROTATION, "tour")

    assert found == {"no case in which a stint at Hotline is too short"}


def test_where_two_rules_refuse_the_case_must_say_which() -> None:
    staff = "{id: A1, post: chat, post_since: 2025-11-01}"
    plan = "{agent: A1, post: complaints, from: 2025-12-01, to: 2026-01-31}"

    assert exercised(plan_case(plan, "{feasible: false}", staff), ROTATION, "tour") == set()
    assert exercised(plan_case(plan, "{broken: required_skill}", staff), ROTATION, "tour") == {
        "no case in which the skills for Complaints are lacking"
    }


def test_headcounts_count_on_both_sides() -> None:
    staff = "{id: A1..A4, post: chat, post_since: 2025-11-01}"
    plan = "{agent: A1..A4, post: hotline, from: 2025-12-01, to: 2025-12-31}"

    assert exercised(plan_case(plan, "{feasible: false}", staff), ROTATION, "tour") == {
        "no case in which there are too many at Hotline"
    }
