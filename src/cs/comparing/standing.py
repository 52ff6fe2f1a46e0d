"""Whom does a change of a promotion policy touch? Eligibility, ranks and proposals, side by side.

Both rounds were decided by the same engine on the same tables. An agent's score changes by the sum
of what each component gives more or less, exactly. A rank depends on the others too: the component
that moved it most is the one whose change, less the mean change among those ranked on both sides,
is the largest in the direction of the move. Where more of the move comes from others who are ranked
on one side alone, no component has caused it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from cs.comparing.rounds import Decided
from cs.kernel.messages import Message
from cs.promotion.eligibility import evidence
from cs.promotion.explaining import explain
from cs.promotion.problem import (
    Flags,
    Integers,
    Outcome,
    PromotionProblem,
    Small,
    Vacancies,
    Verdict,
)

BETTER = {Verdict.UNMET: 0, Verdict.UNKNOWN: 1, Verdict.MET: 2}


@dataclass(frozen=True, slots=True)
class Person:
    """A candidate: id, and name if a table says it."""

    id: str
    name: str


@dataclass(frozen=True)
class EligibilityMove:
    """Someone for whom the conditions come out otherwise.

    Attributes:
        deciding: names of the conditions that make the difference, each with its evidence on the
            side where it stands against the person.
    """

    person: Person
    before: Verdict
    after: Verdict
    deciding: tuple[tuple[str, Message], ...]


@dataclass(frozen=True)
class EligibilityImpact:
    """What becomes of eligibility.

    Attributes:
        before, after: how many meet all conditions, fail one, or are open.
        moves: how many went from one verdict to another.
        by_condition: for how many each condition makes the difference, most first.
        named: the first of those touched, who lose first.
    """

    before: dict[Verdict, int]
    after: dict[Verdict, int]
    moves: dict[tuple[Verdict, Verdict], int]
    by_condition: tuple[tuple[str, int], ...]
    named: tuple[EligibilityMove, ...]

    @property
    def touched(self) -> int:
        """For how many the verdict is another."""
        return sum(self.moves.values())


@dataclass(frozen=True)
class ComponentShift:
    """What a component gives one candidate more (positive) or less, in points of the total."""

    component: str
    points: Fraction


@dataclass(frozen=True)
class RankMove:
    """Someone whose rank moves.

    Attributes:
        before, after: ranks; 0 for unranked.
        total_before, total_after: quantised totals; None if not scored.
        shifts: per component, exact; only those that are not zero, the largest first.
        cause: the component that moved the rank most; None if it moved because of others who are
            ranked on one side alone.
    """

    person: Person
    before: int
    after: int
    total_before: Decimal | None
    total_after: Decimal | None
    shifts: tuple[ComponentShift, ...]
    cause: str | None


@dataclass(frozen=True)
class RankImpact:
    """What becomes of scores, ranks and proposals.

    Attributes:
        scores: how many have another total; ranked, how many are ranked on both sides.
        ranks: how many of these have another rank.
        named: the largest movers.
        outcomes: how many went from one outcome to another.
        proposed, no_longer: who is proposed newly, and who is not any more; named up to a limit,
            counted in full.
    """

    scores: int
    ranked: int
    ranks: int
    named: tuple[RankMove, ...]
    outcomes: dict[tuple[Outcome, Outcome], int]
    proposed: tuple[Person, ...]
    proposed_count: int
    no_longer: tuple[Person, ...]
    no_longer_count: int
    vacancies: tuple[Vacancies, Vacancies]


@dataclass(frozen=True)
class PromotionImpact:
    """Whom a change of a promotion policy touches.

    Attributes:
        policy, name: of the policy.
        table: the table of candidates; None for the staff tables.
        candidates: how many were looked at.
        ranks: None where there are no scores.
    """

    policy: str
    name: str
    table: str | None
    candidates: int
    eligibility: EligibilityImpact
    ranks: RankImpact | None

    @property
    def touches(self) -> bool:
        """Whether anything comes out otherwise for anybody."""
        ranks = self.ranks
        return bool(
            self.eligibility.touched
            or (ranks and (ranks.scores or ranks.ranks or any(a != b for a, b in ranks.outcomes)))
        )


def compare_rounds(
    policy: str, name: str, table: str | None, old: Decided, new: Decided, top: int
) -> PromotionImpact:
    """The effect on everybody in the table.

    Args:
        old, new: of the same table, so with the same candidates in the same order.
        top: how many are named in each list.
    """
    ranks = None
    if old.result is not None and new.result is not None:
        ranks = _ranks(old, new, top)
    size = len(new.problem.candidates)
    return PromotionImpact(policy, name, table, size, _eligibility(old, new, top), ranks)


def _person(problem: PromotionProblem, index: int) -> Person:
    return Person(str(problem.candidates.ids[index]), str(problem.candidates.names[index]))


def _overall(side: Decided) -> Small:
    """All conditions together, as an order: 0 unmet, 1 unknown, 2 met."""
    worst = np.full(len(side.problem.candidates), BETTER[Verdict.MET], np.int8)
    order = np.array(
        [BETTER.get(Verdict(code), BETTER[Verdict.MET]) for code in range(len(Verdict))], np.int8
    )
    for column in side.verdicts:
        worst = np.minimum(worst, order[column])
    return worst


def _eligibility(old: Decided, new: Decided, top: int) -> EligibilityImpact:
    verdicts = sorted(BETTER, key=lambda verdict: BETTER[verdict])
    before, after = _overall(old), _overall(new)
    touched = np.flatnonzero(before != after).tolist()
    by_condition: dict[str, int] = {}
    moves: dict[tuple[Verdict, Verdict], int] = {}
    for index in touched:
        move = verdicts[before[index]], verdicts[after[index]]
        moves[move] = moves.get(move, 0) + 1
        for name, _side, _number in _deciding(old, new, index, *move):
            by_condition[name] = by_condition.get(name, 0) + 1
    places = new.problem.candidates.id_order
    first = sorted(
        touched, key=lambda index: (int(after[index]), int(before[index]), int(places[index]))
    )
    named = tuple(
        EligibilityMove(
            _person(new.problem, index),
            verdicts[before[index]],
            verdicts[after[index]],
            tuple(
                (name, evidence(side.problem, side.problem.requirements[number], index).text)
                for name, side, number in _deciding(
                    old, new, index, verdicts[before[index]], verdicts[after[index]]
                )
            ),
        )
        for index in first[:top]
    )
    return EligibilityImpact(
        {verdict: int((before == BETTER[verdict]).sum()) for verdict in verdicts},
        {verdict: int((after == BETTER[verdict]).sum()) for verdict in verdicts},
        moves,
        tuple(sorted(by_condition.items(), key=lambda item: (-item[1], item[0]))),
        named,
    )


def _deciding(
    old: Decided, new: Decided, index: int, before: Verdict, after: Verdict
) -> Iterator[tuple[str, Decided, int]]:
    """Conditions that make the difference: name, side that speaks against, number on that side."""
    is_worse = BETTER[after] < BETTER[before]
    against, other = (new, old) if is_worse else (old, new)
    verdict = after if is_worse else before
    others = {rule.id: number for number, rule in enumerate(other.problem.requirements)}
    for number, rule in enumerate(against.problem.requirements):
        if int(against.verdicts[number][index]) != verdict:
            continue
        same = others.get(rule.id)
        if same is None or int(other.verdicts[same][index]) != verdict:
            yield rule.name, against, number


def _ranks(old: Decided, new: Decided, top: int) -> RankImpact:
    assert old.result is not None
    assert new.result is not None
    before, after = old.result, new.result
    places = (old.problem.scoring.places, new.problem.scoring.places)
    up = max(places)
    totals = (
        before.scores.totals * 10 ** (up - places[0]),
        after.scores.totals * 10 ** (up - places[1]),
    )
    changed = (totals[0] != totals[1]) | (before.scores.scored != after.scores.scored)
    both = (before.ranks > 0) & (after.ranks > 0)
    moved = np.flatnonzero(both & (before.ranks != after.ranks))
    id_order = new.problem.candidates.id_order
    largest = sorted(
        moved.tolist(),
        key=lambda index: (
            -abs(int(before.ranks[index]) - int(after.ranks[index])),
            int(after.ranks[index]),
            int(id_order[index]),
        ),
    )
    means = _mean_shifts(old, new, both)
    by_score = _ranks_within(before.ranks, both) - _ranks_within(after.ranks, both)
    was, now = before.outcomes == Outcome.PROPOSED, after.outcomes == Outcome.PROPOSED
    come, gone = _in_order(after.order, now & ~was), _in_order(before.order, was & ~now)
    outcomes: dict[tuple[Outcome, Outcome], int] = {}
    pairs, counts = np.unique(
        np.stack([before.outcomes, after.outcomes]), axis=1, return_counts=True
    )
    for first, then, count in zip(*pairs.tolist(), counts.tolist(), strict=True):
        outcomes[Outcome(first), Outcome(then)] = count
    return RankImpact(
        scores=int(changed.sum()),
        ranked=int(both.sum()),
        ranks=len(moved),
        named=tuple(
            _rank_move(old, new, index, means, int(by_score[index])) for index in largest[:top]
        ),
        outcomes=outcomes,
        proposed=tuple(_person(new.problem, index) for index in come[:top]),
        proposed_count=len(come),
        no_longer=tuple(_person(old.problem, index) for index in gone[:top]),
        no_longer_count=len(gone),
        vacancies=(old.problem.vacancies, new.problem.vacancies),
    )


def _in_order(order: Integers, chosen: Flags) -> list[int]:
    return [int(index) for index in order if chosen[index]]


def _mean_shifts(old: Decided, new: Decided, both: Flags) -> dict[str, Fraction]:
    """Per component, by how much its points change on average among those ranked on both sides."""
    number = int(both.sum())
    means: dict[str, Fraction] = {}
    for side, sign in ((old, -1), (new, 1)):
        assert side.result is not None
        unit = 10**side.problem.scoring.places
        for rule, points in zip(side.problem.components, side.result.scores.points, strict=True):
            total = sum(points[both].tolist())
            means[rule.id] = means.get(rule.id, Fraction(0)) + Fraction(
                sign * total, unit * max(1, number)
            )
    return means


def _ranks_within(ranks: Integers, chosen: Flags) -> Integers:
    """Ranks among those chosen alone; 0 for the others."""
    among = np.zeros_like(ranks)
    values = np.sort(ranks[chosen])
    among[chosen] = np.searchsorted(values, ranks[chosen]) + 1
    return among


def _rank_move(
    old: Decided, new: Decided, index: int, means: dict[str, Fraction], by_score: int
) -> RankMove:
    """One who is ranked on both sides.

    Args:
        by_score: places gained (or, negative, lost) among those ranked on both sides.
    """
    assert old.result is not None
    assert new.result is not None
    shifts: dict[str, Fraction] = {}
    names: dict[str, str] = {}
    totals: list[Decimal | None] = []
    for side, sign in ((old, -1), (new, 1)):
        detail = explain(side.problem, index)
        totals.append(detail.total)
        for rule, part in zip(side.problem.components, detail.components, strict=True):
            shifts[rule.id] = shifts.get(rule.id, Fraction(0)) + sign * part.points
            names[rule.id] = rule.name
    before, after = int(old.result.ranks[index]), int(new.result.ranks[index])
    # A better rank is a smaller number.
    direction = 1 if after < before else -1
    relative = {
        component: direction * (shift - means.get(component, Fraction(0)))
        for component, shift in shifts.items()
    }
    is_by_score = 2 * direction * by_score >= abs(after - before)
    cause = max(sorted(relative), key=lambda component: relative[component], default=None)
    return RankMove(
        _person(new.problem, index),
        before,
        after,
        totals[0],
        totals[1],
        _largest_first([ComponentShift(names[key], shift) for key, shift in shifts.items()]),
        names[cause] if cause is not None and is_by_score and relative[cause] > 0 else None,
    )


def _largest_first(shifts: Sequence[ComponentShift]) -> tuple[ComponentShift, ...]:
    return tuple(
        sorted((each for each in shifts if each.points), key=lambda each: -abs(each.points))
    )
