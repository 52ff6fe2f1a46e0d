"""Who can be among the winners, with exact points per component?

Contenders are those whom conditions and minimums let be ranked; neither depends on weights. Points
are those of the policy's weights before any reweighting, as fractions.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cs.promotion.explaining import explain
from cs.promotion.problem import Outcome, PromotionProblem, PromotionResult

_CONTENDING = (
    Outcome.PROPOSED,
    Outcome.TIED,
    Outcome.RESERVE,
    Outcome.RANKED,
    Outcome.BELOW_MARK,
)
_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Contenders:
    """The contenders of a round, in the order of ranks.

    Attributes:
        indices: positions among the problem's candidates.
        values: per contender and component the aggregate of raw values; None where missing.
        points: likewise, exact points under the policy's weights; 0 where missing.
        present: likewise, whether there are points.
        weights: of the components, in percent.
        outcomes: per contender, `Outcome` codes; `ranks` likewise.
        proposed_at_most: vacancies; None where everybody who passes is proposed.
        assumed_one: whether the vacancies are not known, and one is taken.
        threshold: the least unrounded total that passes; None without a pass mark.
    """

    problem: PromotionProblem
    indices: tuple[int, ...]
    values: tuple[tuple[Fraction | None, ...], ...]
    points: tuple[tuple[Fraction, ...], ...]
    present: tuple[tuple[bool, ...], ...]
    weights: tuple[Fraction, ...]
    outcomes: tuple[Outcome, ...]
    ranks: tuple[int, ...]
    proposed_at_most: int | None
    assumed_one: bool
    threshold: Fraction | None

    def __len__(self) -> int:
        return len(self.indices)

    def id_of(self, contender: int) -> str:
        """The contender's id."""
        return str(self.problem.candidates.ids[self.indices[contender]])

    @cached_property
    def base(self) -> npt.NDArray[np.int64]:
        """Ranks under the policy."""
        return np.array(self.ranks, np.int64)


def contenders(problem: PromotionProblem, result: PromotionResult) -> Contenders:
    """The contenders of a decided round."""
    chosen = [int(index) for index in result.order if int(result.outcomes[index]) in _CONTENDING]
    details = [explain(problem, index) for index in chosen]
    outcomes = [Outcome(int(result.outcomes[index])) for index in chosen]
    ranks = [int(result.ranks[index]) for index in chosen]
    unknown = problem.vacancies.origin == "unknown"
    if unknown:
        outcomes = _with_one_vacancy(outcomes, ranks)
    return Contenders(
        problem=problem,
        indices=tuple(chosen),
        values=tuple(tuple(part.value for part in each.components) for each in details),
        points=tuple(
            tuple(part.points / each.factor for part in each.components) for each in details
        ),
        present=tuple(tuple(not part.gap for part in each.components) for each in details),
        weights=tuple(Fraction(rule.weight) for rule in problem.components),
        outcomes=tuple(outcomes),
        ranks=tuple(ranks),
        proposed_at_most=1 if unknown else problem.vacancies.count,
        assumed_one=unknown,
        threshold=_threshold(problem),
    )


def unit_points(
    problem: PromotionProblem, component: int, points: Fraction, value: Fraction | None
) -> Fraction | None:
    """Points per percent of weight; None for bands without weight, which cannot be rescaled.

    A band's points are taken as a share of the component's weight: twice the weight, twice the
    points.
    """
    rule = problem.components[component]
    if rule.weight:
        return points / Fraction(rule.weight)
    if rule.scale is None:
        return None
    if value is None:
        return Fraction(0)
    low, high = Fraction(rule.scale[0]), Fraction(rule.scale[1])
    full = Fraction(problem.scoring.total)
    return full * (value - low) / (100 * (high - low))


def _with_one_vacancy(outcomes: list[Outcome], ranks: list[int]) -> list[Outcome]:
    passed = [each for each, outcome in enumerate(outcomes) if outcome is Outcome.RANKED]
    best = min((ranks[each] for each in passed), default=0)
    first = [each for each in passed if ranks[each] == best]
    top = Outcome.PROPOSED if len(first) == 1 else Outcome.TIED
    return [
        outcome if each not in passed else top if each in first else Outcome.RESERVE
        for each, outcome in enumerate(outcomes)
    ]


def _threshold(problem: PromotionProblem) -> Fraction | None:
    """Totals are rounded half up to whole multiples, of which the least that passes is sought."""
    mark = problem.scoring.pass_mark
    if mark is None:
        return None
    multiple: int = 10**problem.scoring.places
    least = -((-Fraction(mark) * multiple) // 1)
    return (least - _HALF) / multiple
