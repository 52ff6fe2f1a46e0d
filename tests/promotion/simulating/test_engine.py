"""The simulation: nobody lost, no headcount exceeded, luck shared between policies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import Duration, Unit
from cs.kernel.histories import ReviewResult, Waiver
from cs.kernel.periods import Cycle
from cs.kernel.runs import RunRules
from cs.promotion.building import Surroundings, build, staff_table
from cs.promotion.conditions import condition_of
from cs.promotion.histories import KnownReview, Past, ReviewHistory
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.problem import Context
from cs.promotion.simulating.engine import simulate
from cs.promotion.simulating.model import Course, Rates, World
from cs.promotion.simulating.people import decisive
from cs.promotion.simulating.reviews import PRIOR_ROW, review_model
from cs.promotion.simulating.setting import simulated, world
from cs.promotion.vacancies import KnownGrade, count_vacancies
from cs.promotion.windows import find_round
from tests.promotion.rounds import policy

AS_OF = date(2026, 11, 16)
GRADES = (("junior", "Junior"), ("senior", "Senior"))
STILL = Rates(0.0, (), 0.0, "junior", 0, 1.0, 0.5)
REVIEW = KnownReview(
    "monthly", Cycle(1, date(2020, 1, 1)), ("good", "fair"), ("good", "fair"),
    (), RunRules("breaks", "skips", "continues", None),
)  # fmt: skip


def staff(
    count: int, since: str = "2026-01-01", senior: int = 0, letter: str = "A"
) -> tuple[Agent, ...]:
    day = date.fromisoformat(since)
    return tuple(
        Agent(f"{letter}{n}", "", grade="senior" if n < senior else "junior", grade_since=day,
              post_since=day, hired=day, status="regular")
        for n in range(count)
    )  # fmt: skip


def run(
    agents: Sequence[Agent],
    rates: Rates = STILL,
    *,
    tenure: str | None = None,
    headcount: int | None = None,
    vacancies: int | None = None,
    reviews: Sequence[ReviewResult] | None = None,
    in_a_row: int = 1,
    years: int = 3,
    runs: int = 8,
    seed: int = 1,
    waivers: Sequence[Waiver] = (),
    transitions: Mapping[str, Mapping[str, float]] | None = None,
    **further: Any,
) -> tuple[World, Course]:
    conditions: list[dict[str, Any]] = []
    if tenure is not None:
        conditions.append({"condition": "tenure", "clock": "grade", "at_least": tenure})
    if reviews is not None:
        conditions.append({"condition": "reviews", "at_least": "good", "in_a_row": in_a_row})
    stated = {
        "from": "junior", "to": "senior", "needs_vacancy": headcount is not None,
        "vacancies": vacancies,
        "windows": ({"month": 6}, {"month": 12}),
        "eligibility": tuple(
            {"id": f"r{n}", "name": f"r{n}", "rule": rule, "waiver": "chair"}
            for n, rule in enumerate(conditions)
        ),
        **further,
    }  # fmt: skip
    own = policy(**stated)
    grades = (KnownGrade("junior", "Junior"),
              KnownGrade("senior", "Senior", headcount, headcount is not None))  # fmt: skip
    round_ = find_round(own.windows, AS_OF, None)
    known = Surroundings(
        calendar=WorkingCalendar(),
        round=round_,
        vacancies=count_vacancies(own, None, grades, agents, round_.day),
        staff=tuple(agents),
        grades=grades,
        past=Past(reviews=None if reviews is None else tuple(reviews), waivers=tuple(waivers)),
        reviews=(REVIEW,),
    )
    built = build(staff_table(agents), own, known, scored=False)
    assert built.problem is not None, built.findings
    setting = world(agents, [built.problem], (REVIEW,), GRADES, rates, {}, transitions or {},
                    as_of=AS_OF, years=years, runs=runs, seed=seed)  # fmt: skip
    return setting, simulate(setting, simulated(own, built.problem, (REVIEW,)))


rates = st.builds(
    Rates,
    leave=st.sampled_from([0.0, 0.1, 0.5]),
    leave_of=st.sampled_from([(), (("senior", 0.3),)]),
    hires=st.sampled_from([None, 0.0, 6.0]),
    entry=st.just("junior"),
    probation=st.sampled_from([0, 3]),
    others_met=st.just(1.0),
    persistence=st.sampled_from([0.0, 0.5, 1.0]),
)


@given(rates, st.integers(0, 4), st.sampled_from([None, "1 year"]))
@settings(max_examples=15, deadline=None)
def test_staff_is_start_plus_hires_less_leavers_and_no_headcount_is_exceeded(
    own: Rates, senior: int, tenure: str | None
) -> None:
    _world, course = run(staff(12, senior=senior), own, tenure=tenure, headcount=4, years=2, runs=5)

    flow = course.hires.cumsum(axis=0) - course.leavers.cumsum(axis=0)
    assert (course.staff[1:] == course.staff[0] + flow).all()
    assert (course.headcounts.sum(axis=2)[-1] == course.staff[-1]).all()
    assert (course.holders <= 4).all()
    assert (course.holders >= senior).all()
    for each in course.rounds:
        assert each.vacancies is not None
        assert (each.promoted == np.minimum(each.vacancies, each.eligible)).all()


def test_without_chance_every_run_is_what_one_can_work_out_by_hand() -> None:
    """Six juniors, a year in the grade on 2027-01-01, two places: rounds June and December."""
    _world, course = run(staff(6), tenure="1 year", headcount=2)

    promoted = {each.day: each.promoted.tolist() for each in course.rounds}
    assert promoted == {
        date(2026, 12, 1): [0] * 8,
        date(2027, 6, 1): [2] * 8,
        date(2027, 12, 1): [0] * 8,
        date(2028, 6, 1): [0] * 8,
        date(2028, 12, 1): [0] * 8,
        date(2029, 6, 1): [0] * 8,
    }
    assert course.waits.tolist() == [16] * 16  # from 2026-01-01 to 2027-06-01
    assert course.headcounts[:, 0].tolist() == [[6, 0, 0], [4, 2, 0], [4, 2, 0], [4, 2, 0]]


def test_newcomers_start_their_clock_when_they_are_hired() -> None:
    agents = staff(1, since="2020-01-01")
    since = date(2020, 1, 1)
    leaving = Agent("L", "", grade="junior", grade_since=since, hired=since, status="regular",
                    leaves=date(2026, 12, 31))  # fmt: skip
    replaced = Rates(0.0, (), None, "junior", 0, 1.0, 0.5)
    _world, course = run((*agents, leaving), replaced, tenure="1 year", runs=2)

    # Both are promoted at once; one leaves on the last of December and is replaced on 1 February.
    eligible = {each.day.isoformat()[:7]: each.promoted.tolist() for each in course.rounds}
    assert eligible == {
        "2026-12": [2, 2], "2027-06": [0, 0], "2027-12": [0, 0],
        "2028-06": [1, 1], "2028-12": [0, 0], "2029-06": [0, 0],
    }  # fmt: skip
    assert course.leavers.sum(axis=0).tolist() == course.hires.sum(axis=0).tolist() == [1, 1]


def test_one_seed_gives_one_course() -> None:
    own = Rates(0.2, (), 4.0, "junior", 3, 0.8, 0.5)
    first, again, other = (
        run(staff(10), own, tenure="1 year", headcount=3, seed=seed)[1] for seed in (4, 4, 5)
    )

    assert (first.staff == again.staff).all()
    assert (first.headcounts == again.headcounts).all()
    assert (first.staff != other.staff).any()


@given(st.integers(0, 1000), st.sampled_from([None, 5.0]))
@settings(max_examples=10, deadline=None)
def test_a_longer_tenure_never_promotes_earlier(seed: int, hires: float | None) -> None:
    """With the same luck and room for all, each run has promoted no more by any round."""
    own = Rates(0.2, (), hires, "junior", 0, 0.9, 0.5)
    agents = (*staff(5, "2026-06-01"), *staff(5, "2025-03-01", letter="B"))
    short, long = (
        run(agents, own, tenure=tenure, runs=4, seed=seed)[1] for tenure in ("1 year", "2 years")
    )

    done = [np.cumsum([each.promoted for each in one.rounds], axis=0) for one in (short, long)]
    assert (done[0] >= done[1]).all()
    assert (short.staff == long.staff).all()
    assert (short.leavers == long.leavers).all()


def results(agents: Sequence[Agent], grade: str, months: int) -> list[ReviewResult]:
    cycle = REVIEW.cycle
    now = cycle.number_at(AS_OF)
    return [
        ReviewResult(agent.id, cycle.period(now - back), grade, review="monthly")
        for agent in agents
        for back in range(1, months + 1)
    ]


def test_runs_of_review_grades_are_judged_by_the_policys_own_rule() -> None:
    """Known good results carry into the simulated months; fair ones must first be lived down."""
    agents = staff(8, since="2020-01-01")
    good = run(agents, reviews=results(agents, "good", 6), in_a_row=6, runs=100)[1]
    fair = run(agents, reviews=results(agents, "fair", 6), in_a_row=6, runs=100)[1]

    # In December 2026 the newest period is November, drawn from shares near those observed.
    assert good.rounds[0].eligible.mean() > 6.5
    assert fair.rounds[0].eligible.max() == 0
    assert fair.rounds[-1].eligible.mean() < good.rounds[0].eligible.mean()


def promoted(course: Course) -> dict[str, list[int]]:
    """How many are promoted, per round and run; rounds of nobody left out."""
    return {
        each.day.isoformat()[:7]: each.promoted.tolist()
        for each in course.rounds
        if each.promoted.any()
    }


def test_whoever_acts_fills_a_place_until_the_limit() -> None:
    """One place, held acting by A0 for seven months; A1 is ready at once, A0 never."""
    ready, acting = staff(2, since="2020-01-01")
    acting = replace(acting, acting_grade="senior", grade_since=date(2026, 11, 1))
    alone = run((ready, acting), tenure="5 years", headcount=1, runs=2)[1]
    limit = Duration(7, Unit.MONTH)
    limited = run((ready, acting), tenure="5 years", headcount=1, runs=2,
                  acting={"limit": "7 months"})[1]  # fmt: skip
    without = run((ready,), tenure="5 years", headcount=1, runs=2)[1]

    assert limit.after(AS_OF) > date(2027, 6, 1)
    assert promoted(alone) == {}
    assert promoted(limited) == {"2027-12": [1, 1]}
    assert promoted(without) == {"2026-12": [1, 1]}
    assert [each.acting.tolist() for each in limited.rounds[:3]] == [[1, 1], [1, 1], [0, 0]]
    assert limited.rounds[0].vacancies is not None
    assert limited.rounds[0].vacancies.tolist() == [0, 0]


def test_whoever_acts_takes_the_place_when_the_conditions_are_met() -> None:
    agents = staff(3, since="2026-03-01")
    acting = replace(agents[2], acting_grade="senior")
    for seed in range(5):
        course = run((*agents[:2], acting), tenure="1 year", headcount=1, runs=4, seed=seed,
                     acting={"limit": "1 year"})[1]  # fmt: skip

        assert promoted(course) == {"2027-06": [1] * 4}
        assert course.rounds[-1].acting.tolist() == [0] * 4


def test_what_a_round_leaves_open_is_held_acting_where_the_policy_fills_so() -> None:
    agents = staff(4, since="2026-03-01")
    settings = {"acting": {"limit": "3 months"}, "filling": (("internal",), ("acting",))}
    filled = run(agents, tenure="1 year", headcount=2, runs=3, **settings)[1]
    internal = run(agents, tenure="1 year", headcount=2, runs=3, acting=settings["acting"])[1]

    # nobody is eligible in December: two act, until March; in June two are promoted
    assert filled.holders.tolist() == internal.holders.tolist() == [2] * 3
    assert promoted(filled) == promoted(internal) == {"2027-06": [2] * 3}
    monthly = {**settings, "windows": (), "vacancies": None}
    each_month = run(agents, tenure="1 year", headcount=2, runs=3, **monthly)[1]
    acting = {each.day.isoformat()[:7]: each.acting.tolist() for each in each_month.rounds}
    assert acting["2026-12"] == [0] * 3
    assert acting["2027-01"] == acting["2027-02"] == [2] * 3


def test_nobody_stands_while_on_leave() -> None:
    agents = staff(6, since="2020-01-01")
    away = replace(STILL, away=1.0, away_months=36)
    assert promoted(run(agents, away, tenure="1 year")[1]) == {}
    ill = tuple(replace(agent, status="leave") for agent in agents)
    back = replace(STILL, away_months=3)
    course = run(ill, back, tenure="1 year")[1]

    assert course.rounds[0].away.tolist() == [6] * 8
    assert promoted(course) == {"2027-06": [6] * 8}


def test_waivers_of_the_table_and_assumed_ones_let_off_a_condition() -> None:
    agents = staff(4, since="2026-10-01")
    table = [Waiver("A0", "r0", "chair", AS_OF, "good work", until=date(2027, 1, 31)),
             Waiver("A1", "r0", "chair", AS_OF, "good work", until=date(2026, 11, 30))]  # fmt: skip
    by_table = run(agents, tenure="2 years", waivers=table, years=2)[1]
    never, always, some = (
        run(agents, replace(STILL, waived=share), tenure="2 years", years=1)[1]
        for share in (0.0, 1.0, 0.5)
    )

    assert promoted(by_table) == {"2026-12": [1] * 8}
    assert promoted(never) == {}
    assert promoted(always) == {"2026-12": [4] * 8}
    assert 0 < some.rounds[0].promoted.mean() < 4


def test_newcomers_are_regular_after_their_trial() -> None:
    """One place is left in December and taken anew in January; the newcomer is on trial a year."""
    regular = ({"id": "s", "name": "s", "rule": {"condition": "status", "any_of": ("regular",)}},)
    since = date(2020, 1, 1)
    leaving = Agent("L", "", grade="junior", grade_since=since, hired=since, status=None,
                    leaves=date(2026, 12, 31))  # fmt: skip
    found = [
        promoted(run((leaving,), Rates(0.0, (), None, "junior", months, 1.0, 0.5),
                     eligibility=regular, runs=2)[1])
        for months in (0, 3, 9)
    ]  # fmt: skip

    assert found == [{"2027-06": [1, 1]}, {"2027-06": [1, 1]}, {"2027-12": [1, 1]}]


def test_each_grade_has_its_own_share_of_leavers() -> None:
    agents = staff(40, senior=20)
    gone = {
        who: run(agents, replace(STILL, leave=0.0, leave_of=((who, 0.9),)), tenure="9 years",
                 years=1, runs=20)[1].headcounts[1].mean(axis=0)
        for who in ("junior", "senior")
    }  # fmt: skip

    assert gone["junior"][0] < 6
    assert gone["junior"][1] == 20
    assert gone["senior"][0] == 20
    assert gone["senior"][1] < 6


def test_what_time_does_not_decide_is_met_by_the_share_assumed() -> None:
    agents = staff(40, since="2020-01-01")
    eligible = [
        run(agents, replace(STILL, others_met=share), tenure="1 year", runs=20)[1]
        .rounds[0].eligible.mean()
        for share in (0.0, 0.5, 1.0)
    ]  # fmt: skip

    assert (eligible[0], eligible[2]) == (0, 40)
    assert 15 < eligible[1] < 25


def test_stated_transitions_go_before_estimated_ones() -> None:
    agents = staff(8, since="2020-01-01")
    known = results(agents, "good", 6)
    falling = {"good": {"fair": 1.0}}
    model = review_model(REVIEW, [((3, 0), (2, 0), (1, 1))], None, falling)
    course = run(agents, reviews=known, in_a_row=6, transitions=falling)[1]

    assert model.next[0].tolist() == [0.0, 1.0]
    assert model.next[1].sum() == pytest.approx(1)
    assert model.stated == ("good",)
    assert promoted(course) == {}
    assert promoted(run(agents, reviews=known, in_a_row=6)[1]) != {}


def test_transition_shares_are_shrunk_towards_those_of_all_results() -> None:
    good, fair = 0, 1
    model = review_model(REVIEW, [((3, good), (2, good), (1, fair))])

    share = (2 + 0.5) / 4
    assert model.first.tolist() == pytest.approx([share, 1 - share])
    assert model.next[good].tolist() == pytest.approx(
        [(1 + PRIOR_ROW * share) / (1 + PRIOR_ROW), PRIOR_ROW * (1 - share) / (1 + PRIOR_ROW)]
    )
    assert model.observed == 2


def test_stated_shares_go_before_observed_ones() -> None:
    model = review_model(REVIEW, [((2, 0), (1, 0))], {"good": 0.2, "fair": 0.6})

    assert model.first.tolist() == pytest.approx([0.25, 0.75])
    assert model.next.tolist() == [pytest.approx([0.25, 0.75])] * 2


@given(
    results=st.lists(st.integers(-1, 2), min_size=1, max_size=8),
    worst=st.integers(0, 1),
    enough=st.integers(1, 4),
    gap=st.sampled_from(["breaks", "skips"]),
)
@settings(max_examples=50, deadline=None)
def test_what_is_cut_off_a_history_never_changes_the_policys_judgement(
    results: list[int], worst: int, enough: int, gap: Any
) -> None:
    review = replace(REVIEW, grades=("a", "b", "c"), names=("a", "b", "c"),
                     rules=RunRules(gap, "skips", "continues", None))  # fmt: skip
    newest = review.cycle.number_at(AS_OF) - 1
    context = Context(AS_OF, WorkingCalendar(), reviews={"": review}, as_of=AS_OF)
    rule = ReviewCondition.model_validate(
        {"condition": "reviews", "at_least": "abc"[worst], "in_a_row": enough}
    )
    hired = review.cycle.period(newest - len(results) + 1).start

    def verdict(ranks: Sequence[int], since: date | None) -> Any:
        known = [(newest - back, int(rank)) for back, rank in enumerate(reversed(ranks))]
        history = ReviewHistory(tuple(one for one in known if one[1] >= 0), (), None, since)
        return condition_of(rule).judge(rule, history, context)[0]

    cut, decided = decisive(np.array([results]), worst, enough)
    assert verdict(cut[0], None if decided[0] else hired) == verdict(results, hired)
