"""How far a weight moves before others win: bounds against brute force inside and outside."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.promotion.problem import Outcome, PromotionProblem
from cs.promotion.ranking import decide
from cs.promotion.sensitivity.contenders import Contenders, contenders
from cs.promotion.sensitivity.weights import Bound, WeightRange, weight_ranges
from tests.promotion.rounds import component, problem

LITTLE = Fraction(1, 10**7)
BANDS = (
    {"to": 50, "includes": "neither", "points": 0},
    {"from": 50, "to": 80, "includes": "from", "points": 12},
    {"from": 80, "includes": "from", "points": 20},
)


def field_of(round_: PromotionProblem) -> Contenders:
    return contenders(round_, decide(round_))


def total_at(
    round_: PromotionProblem, values: Sequence[Fraction | None], moved: int, x: Fraction
) -> Fraction:
    """A total by its definition: weight x for one component, the others in proportion."""
    weights = [Fraction(rule.weight) for rule in round_.components]
    whole = sum(weights)
    new = [
        x if index == moved else weight * (whole - x) / (whole - weights[moved])
        for index, weight in enumerate(weights)
    ]
    points, held = Fraction(0), Fraction(0)
    for rule, value, old, weight in zip(round_.components, values, weights, new, strict=True):
        if value is None:
            continue
        held += weight
        if rule.scale is not None:
            low, high = (Fraction(edge) for edge in rule.scale)
            points += weight * (value - low) / (high - low)
        else:
            band = next(b for b in rule.bands if b.high is None or value < b.high)
            points += Fraction(band.points) / old * weight
    return points * whole / held if round_.scoring.missing == "reweight" else points


def winners_at(field: Contenders, moved: int, x: Fraction) -> set[int] | None:
    """Who is in the first places; None where a tie stands across the last one."""
    most = field.proposed_at_most
    assert most is not None
    totals = [total_at(field.problem, own, moved, x) for own in field.values]
    passing = [
        each
        for each, total in enumerate(totals)
        if field.threshold is None or total >= field.threshold
    ]
    ordered = sorted(passing, key=lambda each: -totals[each])
    if 0 < most < len(ordered) and totals[ordered[most - 1]] == totals[ordered[most]]:
        return None
    return set(ordered[:most])


def test_a_bound_is_the_weight_at_which_two_candidates_are_equal() -> None:
    parts = (component("skill", 60), component("talk", 40))
    field = field_of(problem(parts, {"a": (["90"], ["60"]), "b": (["70"], ["80"])}, vacancies=1))

    skill, talk = weight_ranges(field)

    # 90 x + 60 (100 - x) = 70 x + 80 (100 - x) at x = 50
    assert skill == WeightRange(0, Fraction(60), low=Bound(Fraction(50), True, 0, 1))
    assert talk == WeightRange(1, Fraction(40), high=Bound(Fraction(50), True, 0, 1))


def test_the_only_weight_and_bands_without_weight_cannot_move() -> None:
    parts = (component("skill", 100), component("pm", 0, bands=BANDS))
    field = field_of(problem(parts, {"a": (["90"], ["60"]), "b": (["70"], ["80"])}, vacancies=1))

    assert [each.movable for each in weight_ranges(field)] == [False, False]


def test_a_lead_that_only_rounding_makes_is_told() -> None:
    parts = (component("skill", 50), component("talk", 50))
    scores = {"a": (["80.001"], ["70"]), "b": (["70"], ["80.002"])}
    ties = ({"by": "component", "component": "skill"},)
    field = field_of(problem(parts, scores, vacancies=1, places=1, tie_breaks=ties))

    assert [each.rounded for each in weight_ranges(field)] == [True, True]


def test_with_room_for_all_only_the_pass_mark_moves_winners() -> None:
    parts = (component("skill", 60), component("talk", 40))
    scores = {"a": (["90"], ["60"]), "b": (["70"], ["40"])}
    with_mark = field_of(problem(parts, scores, vacancies=5, pass_mark=60, places=0))
    without = field_of(problem(parts, scores, vacancies=5))

    skill, _talk = weight_ranges(with_mark)
    # b has 58 and passes with 59.5 or more: 70 x + 40 (100 - x) = 5950 at x = 65
    assert (skill.low, skill.high) == (None, Bound(Fraction(65), True, None, 1))
    assert all(each.low is None and each.high is None for each in weight_ranges(without))


raw = st.one_of(st.none(), st.integers(0, 100))


@given(
    rows=st.lists(st.tuples(raw, raw, raw), min_size=2, max_size=6),
    weights=st.sampled_from([(50, 20, 30), (40, 20, 40), (10, 20, 70)]),
    missing=st.sampled_from(["refuse", "zero", "reweight"]),
    vacancies=st.integers(1, 3),
    pass_mark=st.sampled_from([None, 50]),
)
@settings(max_examples=50, deadline=None)
def test_winners_stay_inside_the_range_and_change_just_outside(
    rows: list[tuple[int | None, ...]],
    weights: tuple[int, int, int],
    missing: str,
    vacancies: int,
    pass_mark: int | None,
) -> None:
    parts = (
        component("skill", weights[0]),
        component("pm", weights[1], bands=BANDS),
        component("talk", weights[2], scale=(100, 0)),
    )
    scores = {
        f"c{index}": tuple([] if value is None else [str(value)] for value in row)
        for index, row in enumerate(rows)
    }
    field = field_of(
        problem(parts, scores, vacancies=vacancies, missing=missing, pass_mark=pass_mark)
    )
    if Outcome.TIED in field.outcomes:
        return
    now = {each for each, outcome in enumerate(field.outcomes) if outcome is Outcome.PROPOSED}
    for range_ in weight_ranges(field):
        if range_.rounded:
            continue
        low = range_.low.at if range_.low else Fraction(0)
        high = range_.high.at if range_.high else Fraction(100)
        assert low <= range_.weight <= high
        for step in range(1, 12):
            x = low + (high - low) * step / 12
            if low < x < high:
                assert winners_at(field, range_.component, x) == now, (range_, x)
        for bound, outside in ((range_.low, low - LITTLE), (range_.high, high + LITTLE)):
            if bound is not None and 0 <= outside <= 100:
                assert winners_at(field, range_.component, outside) != now, (range_, outside)


def test_a_tie_for_the_last_place_lasts_only_while_totals_are_the_same() -> None:
    parts = (component("skill", 60), component("talk", 40))
    same = {"a": (["90"], ["60"]), "b": (["70"], ["80"]), "c": (["70"], ["80"])}
    other = {"a": (["90"], ["60"]), "b": (["70"], ["80"]), "c": (["80"], ["65"])}

    assert weight_ranges(field_of(problem(parts, same, vacancies=2)))[0].rounded is False
    assert weight_ranges(field_of(problem(parts, other, vacancies=2)))[0].rounded is True


@pytest.mark.parametrize(("vacancies", "assumed"), [(1, False), (None, False)])
def test_without_a_limit_nobody_can_lose(vacancies: int | None, assumed: bool) -> None:
    parts = (component("skill", 60), component("talk", 40))
    field = field_of(problem(parts, {"a": (["90"], ["60"]), "b": (["70"], ["80"])},
                             vacancies=vacancies))  # fmt: skip

    assert field.assumed_one is assumed
    assert (weight_ranges(field)[0].low is None) == (vacancies is None)
