"""How far can each weight move before other people win? Exactly, by inequalities in one weight.

One component's weight is set to x and the others are rescaled in proportion, so that the sum W of
all weights stays. A total is then linear in x (where missing weights are spread over the others and
a contender lacks a component: a quotient of two linear functions), and "a stays ahead of b" is an
inequality of degree one or two in x. The policy's weight satisfies all of them; the nearest root on
either side bounds the move. Totals are compared unrounded, a tie is the boundary. Of linear totals
only those that no other one dominates over the whole range are compared (Pareto front of the values
at both ends), which leaves few pairs among many contenders.

Rounded totals and tie-breaks decide at the boundary itself, and where two unrounded totals differ
by less than the rounding; the latter is told as a range of no width.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from cs.promotion.problem import Outcome
from cs.promotion.sensitivity.contenders import Contenders, unit_points

_FINE = 10**12
"""Where a root is irrational it is narrowed down to 1/_FINE, towards the policy's weight."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the winners change.

    Attributes:
        at: the weight in percent.
        exact: False where the true bound is irrational, and this is the last safe 10^-12 before it.
        ahead, behind: contenders that are equal there; `behind` None: `ahead` meets the pass mark,
            `ahead` None: `behind` does, coming from below.
    """

    at: Fraction
    exact: bool
    ahead: int | None
    behind: int | None


@dataclass(frozen=True, slots=True)
class WeightRange:
    """The range of one component's weight; None: no change down to 0 or up to all the weight.

    Attributes:
        movable: False for the only component with weight, and for bands without weight.
        rounded: at the policy's weight itself, only rounding or a tie-break decides.
    """

    component: int
    weight: Fraction
    low: Bound | None = None
    high: Bound | None = None
    movable: bool = True
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class _Total:
    """(n0 + n1 x) / (d0 + d1 x), with a denominator above zero on the range."""

    n0: Fraction
    n1: Fraction
    d0: Fraction = Fraction(1)
    d1: Fraction = Fraction(0)

    @property
    def is_line(self) -> bool:
        return not self.d1 and self.d0 == 1

    def at(self, x: Fraction) -> Fraction:
        return (self.n0 + self.n1 * x) / (self.d0 + self.d1 * x)


@dataclass(frozen=True, slots=True)
class _Order:
    """That one total is at least another: q0 + q1 x + q2 x^2 >= 0."""

    q0: Fraction
    q1: Fraction
    q2: Fraction
    ahead: int | None
    behind: int | None

    def at(self, x: Fraction) -> Fraction:
        return self.q0 + self.q1 * x + self.q2 * x * x


def weight_ranges(field: Contenders) -> tuple[WeightRange, ...]:
    """The range of each component's weight within which the same contenders win."""
    return tuple(_range(field, component) for component in range(len(field.weights)))


def _range(field: Contenders, component: int) -> WeightRange:
    weight, whole = field.weights[component], sum(field.weights, Fraction(0))
    if weight == whole or (not weight and field.problem.components[component].scale is None):
        return WeightRange(component, weight, movable=False)
    totals = [_total(field, component, each, whole) for each in range(len(field))]
    orders = list(_orders(field, totals, whole))
    rounded = any(order.at(weight) < 0 for order in orders) or _tie_breaks(field, totals)
    if rounded:
        return WeightRange(component, weight, rounded=True)
    return WeightRange(
        component,
        weight,
        _nearest((_bound(order, weight, Fraction(0)) for order in orders), down=True),
        _nearest((_bound(order, weight, whole) for order in orders), down=False),
    )


def _total(field: Contenders, component: int, each: int, whole: Fraction) -> _Total:
    own = unit_points(
        field.problem, component, field.points[each][component], field.values[each][component]
    )
    unit = own or Fraction(0)
    others = sum(field.points[each], Fraction(0)) - field.points[each][component]
    rest = whole - field.weights[component]
    n0, n1 = whole * others / rest, unit - others / rest
    present = field.present[each]
    if field.problem.scoring.missing != "reweight" or all(present):
        return _Total(n0, n1)
    held = sum(
        (
            share
            for index, share in enumerate(field.weights)
            if present[index] and index != component
        ),
        Fraction(0),
    )
    if not present[component]:
        return _Total(whole * others / held, Fraction(0))
    if not held:
        return _Total(whole * unit, Fraction(0))
    return _Total(whole * n0, whole * n1, whole * held / rest, 1 - held / rest)


def _orders(field: Contenders, totals: Sequence[_Total], whole: Fraction) -> Iterator[_Order]:
    winners = _with(field, Outcome.PROPOSED)
    tied = _with(field, Outcome.TIED)
    below = _with(field, Outcome.BELOW_MARK)
    rest = [*_with(field, Outcome.RESERVE), *below]
    most = field.proposed_at_most
    filled = most is not None and (bool(tied) or len(winners) >= most)
    if filled:
        yield from _pairs(totals, winners, [*tied, *rest], whole)
        yield from _pairs(totals, tied, rest, whole)
    if field.threshold is not None:
        mark = _Total(field.threshold, Fraction(0))
        for each in [*winners, *tied]:
            yield _order(totals[each], mark, each, None)
        for each in () if filled else below:
            yield _order(mark, totals[each], None, each)


def _tie_breaks(field: Contenders, totals: Sequence[_Total]) -> bool:
    """Whether those tied for the last vacancy have other totals, equal only when rounded."""
    return len({totals[each] for each in _with(field, Outcome.TIED)}) > 1


def _with(field: Contenders, outcome: Outcome) -> list[int]:
    return [each for each, own in enumerate(field.outcomes) if own is outcome]


def _pairs(
    totals: Sequence[_Total], ahead: Sequence[int], behind: Sequence[int], whole: Fraction
) -> Iterator[_Order]:
    low = _front(totals, ahead, whole, least=True)
    high = _front(totals, behind, whole, least=False)
    for first in low:
        for second in high:
            yield _order(totals[first], totals[second], first, second)


def _front(
    totals: Sequence[_Total], chosen: Sequence[int], whole: Fraction, *, least: bool
) -> list[int]:
    """The linear totals that are not dominated at both ends, and all others."""
    sign = 1 if least else -1
    lines = [each for each in chosen if totals[each].is_line]
    ends = {
        each: (sign * totals[each].at(Fraction(0)), sign * totals[each].at(whole)) for each in lines
    }
    kept = [each for each in chosen if not totals[each].is_line]
    best: Fraction | None = None
    for each in sorted(lines, key=lambda one: (*ends[one], one)):
        if best is None or ends[each][1] < best:
            kept.append(each)
            best = ends[each][1]
    return kept


def _order(a: _Total, b: _Total, ahead: int | None, behind: int | None) -> _Order:
    return _Order(
        a.n0 * b.d0 - b.n0 * a.d0,
        a.n0 * b.d1 + a.n1 * b.d0 - b.n0 * a.d1 - b.n1 * a.d0,
        a.n1 * b.d1 - b.n1 * a.d1,
        ahead,
        behind,
    )


def _bound(order: _Order, weight: Fraction, end: Fraction) -> Bound | None:
    """The first x from `weight` towards `end` behind which the order no longer holds."""
    side = 1 if end > weight else -1
    slope = order.q1 + 2 * order.q2 * weight
    if not order.at(weight) and (side * slope < 0 or (not slope and order.q2 < 0)):
        return Bound(weight, True, order.ahead, order.behind)
    roots = [
        (root, exact)
        for root, exact in _roots(order, side)
        if side * (root - weight) > 0 and side * (end - root) >= 0
    ]
    for root, exact in sorted(roots, key=lambda one: side * one[0]):
        if not exact or _crosses(order, root, side):
            return Bound(root, exact, order.ahead, order.behind)
    return None


def _crosses(order: _Order, root: Fraction, side: int) -> bool:
    slope = order.q1 + 2 * order.q2 * root
    return side * slope < 0 or (not slope and order.q2 < 0)


def _roots(order: _Order, side: int) -> list[tuple[Fraction, bool]]:
    """Roots and whether they are exact; others are narrowed down on the policy's side."""
    if not order.q2:
        return [(-order.q0 / order.q1, True)] if order.q1 else []
    square = order.q1 * order.q1 - 4 * order.q2 * order.q0
    if square < 0:
        return []
    scaled = square.numerator * square.denominator
    root = isqrt(scaled)
    if root * root == scaled:
        size = Fraction(root, square.denominator)
        return [((-order.q1 + each) / (2 * order.q2), True) for each in (size, -size)]
    size = Fraction(isqrt(scaled * _FINE**4), square.denominator * _FINE**2)
    found = [(-order.q1 + each) / (2 * order.q2) for each in (size, -size)]
    safe = [Fraction(int(each * _FINE) - side * 2, _FINE) for each in found]
    return [
        (each, False) for each, true in zip(safe, found, strict=True) if _falls(order, true, side)
    ]


def _falls(order: _Order, near: Fraction, side: int) -> bool:
    return side * (order.q1 + 2 * order.q2 * near) < 0


def _nearest(bounds: Iterable[Bound | None], *, down: bool) -> Bound | None:
    found = [bound for bound in bounds if bound is not None]
    if not found:
        return None
    return max(found, key=lambda one: one.at) if down else min(found, key=lambda one: one.at)
