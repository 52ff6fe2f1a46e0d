"""From policy and tables to the question: every fact lands in the period that people would say."""

from collections.abc import Sequence
from datetime import date

import pytest

from cs.kernel.agents import Absence, Agent, PastStint, Pin
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document
from cs.kernel.durations import parse_duration
from cs.kernel.findings import Finding
from cs.kernel.ranges import Range
from cs.rotation.building import Building, Span, Tables, build_problem, span_of
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotatingAgent, RotationProblem
from cs.rotation.timeline import Timeline, changeover_after, periods_in

AS_OF = date(2026, 11, 20)
PLAIN = WorkingCalendar(country=None)


def policy(**changes: object) -> Document[RotationPolicy]:
    """Three posts of 3, 2 and 2 months."""
    data: dict[str, object] = {
        "kind": "rotation",
        "id": "house",
        "name": "House",
        "posts": (
            {"id": "pre", "name": "售前咨询", "stint": "3 months", "headcount": "1..3",
             "teaches": ("产品知识",)},
            {"id": "after", "name": "售后支持", "stint": "2 months", "headcount": 2,
             "may_extend": 1, "requires": ("产品知识",)},
            {"id": "complaints", "name": "投诉处理", "stint": "2 months", "headcount": "0..",
             "agreement": "保密协议"},
        ),
    }  # fmt: skip
    return Document("policies/rotation.yaml", RotationPolicy.model_validate(data | changes))


def build(
    *staff: Agent,
    stints: Sequence[PastStint] = (),
    leave: Sequence[Absence] = (),
    pins: Sequence[Pin] = (),
    document: Document[RotationPolicy] | None = None,
    months: int = 6,
) -> Building:
    tables = Tables(staff, tuple(stints), tuple(leave), tuple(pins))
    document = document or policy()
    span = span_of(AS_OF, None, months, document.policy.period)
    return build_problem(document, tables, AS_OF, span, PLAIN)


def problem_of(building: Building) -> RotationProblem:
    assert building.problem is not None, [one.message.english() for one in building.findings]
    return building.problem


def one_agent(building: Building) -> RotatingAgent:
    return problem_of(building).agents[0]


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def agent(**changes: object) -> Agent:
    facts: dict[str, object] = {
        "id": "E1", "name": "甲", "post": "售前咨询", "post_since": date(2026, 10, 1),
        "place": ("staff.csv", 2),
    }  # fmt: skip
    return Agent(**(facts | changes))  # type: ignore[arg-type]


def test_time_zero_is_the_first_changeover_after_the_as_of_date() -> None:
    assert changeover_after(date(2026, 11, 20), "month") == date(2026, 12, 1)
    assert changeover_after(date(2026, 12, 1), "month") == date(2027, 1, 1)
    assert changeover_after(date(2026, 11, 20), "week") == date(2026, 11, 23)
    assert changeover_after(date(2026, 11, 23), "week") == date(2026, 11, 30)


def test_the_model_runs_one_longest_stint_past_the_horizon() -> None:
    problem = problem_of(build(agent()))
    assert problem.horizon == 6
    assert problem.length == 6 + 3
    assert [period.label for period in problem.periods][:2] == ["2026-12", "2027-01"]
    assert problem.periods[1].end == date(2027, 1, 31)


def test_weeks_begin_on_mondays_and_months_are_counted_by_them() -> None:
    start = date(2026, 11, 23)
    assert periods_in(start, 1, "week") == 5
    posts = tuple(
        {"id": name, "name": name, "stint": "2 weeks", "headcount": 1} for name in ("a", "b")
    )
    weekly = policy(period="week", posts=posts)
    problem = problem_of(build(agent(post="a"), document=weekly, months=1))
    assert [period.label for period in problem.periods][:2] == ["2026-11-23", "2026-11-30"]
    assert problem.horizon == 5


def test_start_names_a_month() -> None:
    assert span_of(AS_OF, date(2027, 3, 1), 4, "month") == Span(date(2027, 3, 1), 4)
    assert span_of(AS_OF, date(2027, 3, 1), 1, "week").start == date(2027, 3, 1)
    assert span_of(AS_OF, date(2027, 4, 1), 1, "week").start == date(2027, 4, 5)


@pytest.mark.parametrize(
    ("since", "served"),
    [
        (date(2026, 10, 1), 2),
        (date(2026, 10, 14), 2),
        (date(2026, 10, 20), 1),
        (date(2026, 11, 17), 0),
        (date(2026, 12, 1), 0),
    ],
)
def test_a_start_within_a_month_counts_from_the_nearest_changeover(
    since: date, served: int
) -> None:
    found = one_agent(build(agent(post_since=since)))
    assert (found.post, found.served) == (0, served)
    assert found.history == (served, 0, 0)


def test_posts_are_known_by_id_or_name_however_written() -> None:
    for written in ("pre", "PRE", "售前咨询", " 售前 咨询", "ｐｒｅ"):
        assert one_agent(build(agent(post=written))).post == 0


def test_who_does_not_rotate_is_left_out_and_counted() -> None:
    document = policy(who={"teams": ("A",)})
    building = build(
        agent(id="E1", team="A"),
        agent(id="E2", team="B"),
        agent(id="E3", post="财务"),
        agent(id="E4", post=None),
        agent(id="E5", team="A", leaves=date(2026, 11, 25)),
        agent(id="E6", team="A", status="left"),
        document=document,
    )
    assert [one.id for one in problem_of(building).agents] == ["E1"]
    assert [note.english() for note in building.notes] == [
        "Agents without a post, left out: 1",
        "Agents at posts that this policy does not name, left out: 1",
        "Agents whom the policy's `who` leaves out: 1",
        "Agents who leave before the plan starts or join after its end, left out: 2",
    ]


def test_one_hired_later_joins_then_at_any_post() -> None:
    found = one_agent(build(agent(post=None, post_since=None, hired=date(2027, 2, 3))))
    assert (found.post, found.first, found.served) == (None, 2, 0)


def test_one_hired_later_for_a_post_is_pinned_to_it_at_first() -> None:
    joiner = agent(post="投诉处理", post_since=None, hired=date(2027, 2, 3))
    found = one_agent(build(joiner))
    assert (found.post, found.first, found.pins) == (None, 2, frozenset({(2, 2)}))


def test_one_hired_for_a_post_before_the_plan_starts_is_there_already() -> None:
    newcomer = agent(post_since=None, hired=date(2026, 12, 1))
    assert one_agent(build(newcomer)).served == 0
    span = span_of(AS_OF, date(2027, 2, 1), 3, "month")
    later = build_problem(policy(), Tables((newcomer,)), AS_OF, span, PLAIN)
    found = one_agent(later)
    assert (found.post, found.served, found.pins) == (0, 2, frozenset())


def test_leavers_count_until_the_month_of_their_last_day() -> None:
    assert one_agent(build(agent(leaves=date(2027, 2, 10)))).last == 2
    assert one_agent(build(agent())).last == 8


def test_history_sums_all_stints_and_absence_is_taken_off() -> None:
    building = build(
        agent(post_since=date(2026, 9, 1)),
        stints=[
            PastStint("E1", "投诉处理", date(2026, 3, 1), date(2026, 4, 30)),
            PastStint("E1", "售后支持", date(2026, 5, 1), date(2026, 8, 31)),
            PastStint("E1", "仓库", date(2025, 1, 1), date(2026, 2, 28)),
            PastStint("E1", "售前咨询", date(2026, 9, 1), None),
        ],
        leave=[Absence("E1", date(2026, 6, 1), date(2026, 6, 20))],
    )
    found = one_agent(building)
    assert building.findings == ()
    assert found.history == (3, 3, 2)
    assert found.past == (2, 1, 0)
    assert found.served == 3


def test_a_month_counts_as_absent_when_more_than_half_of_its_working_days_are() -> None:
    # December 2026 has 23 weekdays; from the 1st to the 16th are 12 of them, to the 15th 11.
    away = build(agent(), leave=[Absence("E1", date(2026, 12, 1), date(2026, 12, 16))])
    assert one_agent(away).absent == frozenset({0})
    there = build(agent(), leave=[Absence("E1", date(2026, 12, 1), date(2026, 12, 15))])
    assert one_agent(there).absent == frozenset()


def test_leaves_of_one_month_add_up_and_overlaps_count_once() -> None:
    rows = [
        Absence("E1", date(2026, 12, 1), date(2026, 12, 10)),
        Absence("E1", date(2026, 12, 5), date(2026, 12, 11)),
        Absence("E1", date(2026, 12, 28), date(2026, 12, 30)),
    ]
    assert one_agent(build(agent(), leave=rows)).absent == frozenset({0})
    assert one_agent(build(agent(), leave=rows[:2])).absent == frozenset()


def test_agreements_and_wishes() -> None:
    found = one_agent(build(agent(interests=("投诉处理", "pre"))))
    assert found.may_enter == (True, True, False)
    assert found.interest == (0.5, 0.0, 1.0)
    assert one_agent(build(agent(agreements=("保密协议",)))).may_enter == (True, True, True)


def test_shares_are_exact_fractions() -> None:
    document = policy(rules={"leaving_share": "33.3%", "experienced_share": 40})
    problem = problem_of(build(agent(), document=document))
    assert problem.rules.leaving_share == (333, 1000)
    assert problem.rules.experienced_share == (2, 5)


def test_an_unknown_wish_warns_with_row_and_suggestion() -> None:
    building = build(agent(interests=("投诉处里",)))
    (finding,) = building.findings
    assert finding.code == "ROT110"
    assert finding.place.file == "staff.csv"
    assert finding.place.span is not None
    assert finding.place.span.line == 2
    assert finding.mend is not None
    assert finding.mend.english() == "Did you mean 投诉处理?"
    assert building.problem is not None


def test_pins_bind_every_month_they_touch() -> None:
    pins = [
        Pin("E1", "售后支持", date(2027, 1, 20), date(2027, 2, 10), allow=True),
        Pin("E1", "投诉处理", date(2027, 3, 31), date(2027, 3, 31), allow=False),
        Pin("E1", "投诉处理", date(2026, 3, 1), date(2026, 3, 31), allow=False),
    ]
    found = one_agent(build(agent(), pins=pins))
    assert found.pins == frozenset({(1, 1), (2, 1)})
    assert found.forbidden == frozenset({(3, 2)})


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        (Pin("E1", "售后", date(2027, 1, 1), date(2027, 1, 31), allow=True), "ROT121"),
        (Pin("E1", "售后支持", date(2027, 5, 1), date(2027, 5, 31), allow=True), "ROT123"),
    ],
)
def test_pins_that_cannot_be_are_found(pin: Pin, code: str) -> None:
    building = build(agent(leaves=date(2027, 3, 31)), pins=[pin])
    assert building.problem is None
    assert codes(building.findings) == [code]


def test_a_pin_of_one_who_does_not_rotate_is_only_mentioned() -> None:
    pin = Pin("E2", "售后支持", date(2027, 1, 1), date(2027, 1, 31), allow=True)
    building = build(agent(), agent(id="E2", post="财务"), pins=[pin])
    assert building.problem is not None
    assert codes(building.findings) == ["ROT120"]


def test_pins_that_contradict_each_other_are_found() -> None:
    pins = [
        Pin("E1", "售后支持", date(2027, 1, 1), date(2027, 2, 28), allow=True),
        Pin("E1", "投诉处理", date(2027, 2, 1), date(2027, 2, 28), allow=True),
    ]
    assert codes(build(agent(), pins=pins).findings) == ["ROT122"]


def test_a_team_pins_its_own_people_only() -> None:
    def pin(team: str) -> Pin:
        january = date(2027, 1, 1), date(2027, 1, 31)
        return Pin("E1", "售后支持", *january, allow=True, team=team, place=("pins.csv", 7))

    own = build(agent(team="早班"), pins=[pin("早 班")])
    assert own.problem is not None
    (finding,) = build(agent(team="早班"), pins=[pin("晚班")]).findings
    assert finding.code == "ROT124"
    assert finding.place.file == "pins.csv"
    assert finding.place.span is not None
    assert finding.place.span.line == 7


def test_stints_that_overlap_are_found() -> None:
    rows = [PastStint("E1", "售后支持", date(2026, 7, 1), date(2026, 10, 31), ("stints.csv", 5))]
    building = build(agent(post_since=date(2026, 10, 1)), stints=rows)
    assert building.problem is None
    (finding,) = building.findings
    assert finding.code == "ROT115"
    assert finding.place.file == "stints.csv"


def test_an_unknown_start_of_the_stint_is_taken_from_the_stints_table_or_warned_of() -> None:
    rows = [PastStint("E1", "售前咨询", date(2026, 10, 1), None)]
    assert one_agent(build(agent(post_since=None), stints=rows)).served == 2
    building = build(agent(post_since=None))
    assert one_agent(building).served == 0
    assert codes(building.findings) == ["ROT112"]


def test_a_stint_that_is_not_whole_periods_is_found_in_the_policy() -> None:
    posts = tuple(
        {"id": name, "name": name, "stint": "10 days", "headcount": 1} for name in ("a", "b")
    )
    building = build(agent(), document=policy(posts=posts))
    assert codes(building.findings) == ["ROT001", "ROT001"]
    assert building.findings[0].place.route == ("posts", 0, "stint")


def test_nobody_to_plan_for_is_found() -> None:
    assert codes(build(agent(post="财务")).findings) == ["ROT103"]


def test_stints_and_headcounts_come_from_the_policy() -> None:
    problem = problem_of(build(agent()))
    after = problem.posts[1]
    assert (after.length, after.shortest, after.longest) == (2, 2, 3)
    assert (after.low[0], after.high[0]) == (2, 2)
    assert problem.posts[2].high[0] is None
    assert str(Range(problem.posts[0].low[5], problem.posts[0].high[5])) == "1..3"
    assert parse_duration("3 months").months == problem.posts[0].length


def test_days_map_to_periods() -> None:
    months = Timeline("month", date(2026, 12, 1))
    assert months.containing(date(2026, 11, 30)) == -1
    assert months.nearest(date(2026, 12, 16)) == 0
    assert months.nearest(date(2026, 12, 17)) == 1
    assert months.first_day(-2) == date(2026, 10, 1)
    weeks = Timeline("week", date(2026, 11, 23))
    assert weeks.containing(date(2026, 11, 22)) == -1
    assert weeks.nearest(date(2026, 11, 27)) == 1
