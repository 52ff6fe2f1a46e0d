"""What is the least that must give for a plan to exist? Alternatives, the cheapest first.

Every alternative begins with rules of the conflict, as any mending must: headcounts of one post,
headcounts of all, one share, one post's stints, pins. If those alone are not enough (other
conflicts remain), more are added, as few sorts of rules as possible. Then each is tightened to the
least value that works: headcounts by an elastic program (a unit of slack costs one agent and
period; Chinneck 2008, chapter 6), numbers by bisection, pins and the like by putting back all that
can be. Each alternative is proven by a whole plan of the changed problem that the verifier accepts.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from cs.rotation.conflicts.changes import Change, cost_of, ladder, relaxed, value_of
from cs.rotation.conflicts.deciding import Grounds, Judge, keeps_all
from cs.rotation.conflicts.elements import Element, Sort, elements_of, parts, without_all
from cs.rotation.conflicts.flows import HARD, posts_of_flow, search_flow
from cs.rotation.evaluation import Flags
from cs.rotation.planning.couplings import HEAD, Couplings
from cs.rotation.problem import Posts, RotationProblem

MOST = 5
"""Alternatives at most."""
SMALL, FEW = 150, 2
"""In larger departments only so many posts are looked at for their headcounts alone."""
WHOLE_AGENTS = 30
"""Up to so many agents, whole plans are asked for throughout: shares of few are no fractions."""
STEPS = 4
"""Steps further on a ladder where the least value has no whole plan."""
TOGETHER = 3
"""Bundles of an alternative at most; more than that would be no advice."""
HEADCOUNTS: tuple[Sort, ...] = ("headcount_low", "headcount_high")
PERSONAL: tuple[Sort, ...] = ("agreement", "tie", "forbidden_stint", "pin", "leave")


@dataclass(frozen=True)
class Relaxation:
    """Changes after which there is a plan.

    Attributes:
        cost: see `changes.py`.
        posts: such a plan, agents x model periods.
    """

    changes: tuple[Change, ...]
    cost: float
    posts: Posts


@dataclass(frozen=True)
class Bundle:
    """Rules that give together: headcounts, or one rule, or all of one sort that name agents."""

    elements: tuple[Element, ...]

    @property
    def sort(self) -> Sort:
        """Of its first element."""
        return self.elements[0].sort


def relaxations(
    problem: RotationProblem,
    conflict: Sequence[Element],
    judge: Judge,
    linear: bool,
    found: Callable[[Relaxation], None],
    tell: Callable[[Bundle], None],
) -> None:
    """Finds alternatives one after the other.

    Args:
        conflict: elements that cannot all hold.
        linear: whether the linear relaxation proves the conflict, so that it decides subsets.
        found: told each alternative.

    Raises:
        Stopped: those found before have been told.
    """
    search = _Search(problem, judge, linear and len(problem.agents) > WHOLE_AGENTS)
    seen: list[frozenset[Change]] = []
    for bundle in bundles_of(problem, conflict):
        if len(seen) >= MOST:
            return
        tell(bundle)
        relaxation = search.with_bundle(bundle)
        if relaxation is None or any(known <= set(relaxation.changes) for known in seen):
            continue
        seen.append(frozenset(relaxation.changes))
        found(relaxation)


def bundles_of(problem: RotationProblem, conflict: Sequence[Element]) -> Iterator[Bundle]:
    """Where to begin: what the conflict's rules may give.

    Of headcounts those of one post, the largest first, and in a small department those of all.
    """
    every = elements_of(problem)
    heads = tuple(element for element in every if element.sort in HEADCOUNTS)
    sides = {(e.sort, e.post) for e in conflict if e.sort in HEADCOUNTS}
    small = len(problem.agents) <= SMALL
    single = [Bundle((e,)) for e in heads if (e.sort, e.post) in sides]
    single.sort(key=lambda bundle: -(value_of(problem, bundle.elements[0]) or 0))
    if len(single) == 1 or not small:
        yield from single[: MOST if small else FEW]
    seen: set[Element] = set()
    for element in conflict:
        if element.sort in HEADCOUNTS:
            continue
        if element.sort in PERSONAL:
            same = tuple(other for other in every if other.sort == element.sort)
            named = tuple(part for other in same for part in parts(problem, other))
        else:
            named = tuple(other for other in every if _name(other) == _name(element))
        if named and named[0] not in seen:
            seen.add(named[0])
            yield Bundle(named)
    if sides and small and len(single) > 1:
        sorts = {sort for sort, _ in sides}
        yield Bundle(tuple(element for element in heads if element.sort in sorts))
        yield from single


def _name(element: Element) -> tuple[Sort, int | None, int | None]:
    return element.sort, element.post, element.item


class _Search:
    def __init__(self, problem: RotationProblem, judge: Judge, linear: bool) -> None:
        self.problem = problem
        self.judge = judge
        self.linear = linear
        self.large = len(problem.agents) > SMALL

    def elastic(self, bundle: Bundle) -> bool:
        """Whether it is headcounts that one program eases: those of several posts, and all in a
        large department, where a bisection would ask too many questions."""
        return bundle.sort in HEADCOUNTS and (self.large or len(bundle.elements) > 1)

    def with_bundle(self, first: Bundle) -> Relaxation | None:
        """The cheapest changes found that begin with a bundle; None if none were proven."""
        dropped = self._enough(first)
        if dropped is None:
            return None
        changes: tuple[Change, ...] = ()
        # Headcounts last, as they are made to measure of a whole plan.
        dropped.sort(key=self.elastic)
        for place, bundle in enumerate(dropped):
            others = tuple(e for other in dropped[place + 1 :] for e in other.elements)
            ground = without_all(relaxed(self.problem, changes), others)
            if self.elastic(bundle):
                return self._elastic(relaxed(self.problem, changes), changes, bundle)
            changes += self._least(ground, bundle)
        return self._proven(changes) or self._proven(self._everywhere(changes))

    def _everywhere(self, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Headcounts moved in all periods, where the few that fractions ask for have no plan."""
        found: list[Change] = []
        for change in changes:
            element = change.element
            if element.sort not in HEADCOUNTS or change.to is None:
                found.append(change)
                continue
            whole = next(e for e in elements_of(self.problem) if _name(e) == _name(element))
            by = abs(change.to - (value_of(self.problem, element) or 0))
            found += [new for new in shifts(self.problem, whole, by) if new not in found]
        return tuple(found)

    def _works(self, problem: RotationProblem) -> bool:
        """Whether it has a plan, as far as is asked here."""
        if self.linear:
            return self.judge.linear(problem).feasible is True
        # A proof that there is none would only make a change smaller, and takes most of the time.
        found = self.judge.whole(problem, thorough=False)
        return found.feasible is True

    def _enough(self, first: Bundle) -> list[Bundle] | None:
        """The bundle and as few others as make it enough to drop them all."""
        if self._works(without_all(self.problem, first.elements)):
            return [first]
        others = self._other_bundles(first)
        dropped = [*others, first]
        if not self._works(without_all(self.problem, _all(dropped))):
            return None

        def works(kept: list[Bundle]) -> bool:
            return self._works(without_all(self.problem, (*_all(kept), *first.elements)))

        added = _fewest(others, works)
        return [*added, first] if len(added) < TOGETHER else None

    def _other_bundles(self, first: Bundle) -> list[Bundle]:
        every = [e for e in elements_of(self.problem) if e not in first.elements]
        by_sort: dict[object, list[Element]] = {}
        for element in every:
            if element.sort in HEADCOUNTS:
                by_sort.setdefault("headcount", []).append(element)
            elif element.sort in PERSONAL:
                cut = parts(self.problem, element)
                left = [part for part in cut if part not in first.elements]
                by_sort.setdefault(element.sort, []).extend(left)
            else:
                by_sort.setdefault(_name(element), []).append(element)
        bundles = [Bundle(tuple(elements)) for elements in by_sort.values() if elements]
        # Headcounts are the last to be put back: they give in the smallest steps.
        return sorted(bundles, key=self.elastic)

    def _least(self, ground: RotationProblem, bundle: Bundle) -> tuple[Change, ...]:
        """The least changes of a bundle after which `ground` works."""
        if bundle.sort in HEADCOUNTS:
            return self._shifted(ground, bundle.elements[0])
        if len(bundle.elements) == 1 and bundle.sort not in PERSONAL:
            element = bundle.elements[0]
            return (Change(element, self._bisected(ground, element)),)

        def works(dropped: list[Element]) -> bool:
            return self._works(without_all(ground, dropped))

        return tuple(Change(element) for element in _fewest(list(bundle.elements), works))

    def _shifted(self, ground: RotationProblem, element: Element) -> tuple[Change, ...]:
        """One post's headcount moved by the same number in as few periods as do."""
        most = len(self.problem.agents)
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            if self._works(relaxed(ground, shifts(self.problem, element, middle))):
                high = middle
            else:
                low = middle + 1

        def works(kept: list[int]) -> bool:
            fewer = replace(element, periods=tuple(sorted(kept)))
            return self._works(relaxed(ground, shifts(self.problem, fewer, low)))

        periods = _fewest(list(element.periods[::-1]), works)
        return shifts(self.problem, replace(element, periods=tuple(sorted(periods))), low)

    def _bisected(self, ground: RotationProblem, element: Element) -> int | None:
        steps = ladder(self.problem, element)
        low, high = 0, len(steps) - 1
        # Small steps first: the last prices mostly tell at once that they are not enough.
        reach = 0
        while reach < high:
            if self._works(relaxed(ground, (Change(element, steps[reach]),))):
                high = reach
                break
            low, reach = reach + 1, 2 * reach + 1
        while low < high:
            middle = (low + high) // 2
            if self._works(relaxed(ground, (Change(element, steps[middle]),))):
                high = middle
            else:
                low = middle + 1
        return steps[low]

    def _proven(self, changes: tuple[Change, ...]) -> Relaxation | None:
        """The changes with a whole plan, one step further where the least has none."""
        for more in range(STEPS + 1):
            # Twice as far each time: where shares are of few people, a percent changes nothing.
            wider = tuple(self._further(change, 2**more - 1) for change in changes)
            if more and wider == changes:
                return None
            found = self.judge.whole(relaxed(self.problem, wider), thorough=False)
            if found.posts is not None:
                return Relaxation(wider, cost_of(self.problem, wider), found.posts)
        return None

    def _further(self, change: Change, more: int) -> Change:
        if change.element.sort in HEADCOUNTS and change.to is not None:
            sign = -1 if change.element.sort == "headcount_low" else 1
            return replace(change, to=max(0, change.to + sign * more))
        steps = ladder(self.problem, change.element)
        place = steps.index(change.to) + more
        return replace(change, to=steps[min(place, len(steps) - 1)])

    def _elastic(
        self, ground: RotationProblem, changes: tuple[Change, ...], bundle: Bundle
    ) -> Relaxation | None:
        """Headcounts made as wide as the plan that needs the least widening asks for."""
        grounds = self.judge.grounds(ground)
        if grounds is None or grounds.stuck:
            return None
        rows = split(grounds.rows)
        soft = _soft(rows, bundle)
        cost = np.where(soft, 1.0, HARD)
        field = Grounds(grounds.paths, rows).field(cost)
        found = search_flow(field, self.judge.stop, soft)
        if found.flow is None:
            return None
        posts = posts_of_flow(field, found.flow, ground.length)
        changes += _widened(self.problem, rows, found.flow.excess)
        if not changes or not keeps_all(relaxed(self.problem, changes), posts):
            return None
        return Relaxation(changes, cost_of(self.problem, changes), posts)


T = TypeVar("T")


def _fewest(given: list[T], works: Callable[[list[T]], bool]) -> list[T]:
    """Few of those given that still work: the others are put back, halves at first."""
    kept = given
    at, size = 0, max(1, len(given) // 2)
    while at < len(kept):
        fewer = kept[:at] + kept[at + size :]
        if works(fewer):
            kept = fewer
        elif size > 1:
            size //= 2
        else:
            at += 1
    return kept


def shifts(problem: RotationProblem, element: Element, by: int) -> tuple[Change, ...]:
    """One end of a post's headcount moved outwards, periods of one value together."""
    values: dict[int, list[int]] = {}
    for period in element.periods:
        now = value_of(problem, replace(element, periods=(period,))) or 0
        to = max(0, now - by) if element.sort == "headcount_low" else now + by
        values.setdefault(to, []).append(period)
    return tuple(
        Change(replace(element, periods=tuple(periods)), to) for to, periods in values.items()
    )


def _all(bundles: Iterable[Bundle]) -> tuple[Element, ...]:
    return tuple(element for bundle in bundles for element in bundle.elements)


def split(rows: Couplings) -> Couplings:
    """Rows with one end each, so that each may have a cost of its own; not those of choices."""
    two = np.isfinite(rows.low) & np.isfinite(rows.high)
    two[rows.choice_row] = False
    both = np.flatnonzero(two)
    number = np.full(rows.count, -1, np.int64)
    number[both] = rows.count + np.arange(len(both))
    again = np.flatnonzero(number[rows.row] >= 0)
    kind = np.concatenate([rows.kind, rows.kind[again]])
    row = np.concatenate([rows.row, number[rows.row[again]]])
    part = np.concatenate([rows.part, rows.part[again]])
    order = np.argsort(kind, kind="stable")
    high = rows.high.copy()
    high[both] = np.inf
    return replace(
        rows,
        sort=np.concatenate([rows.sort, rows.sort[both]]),
        post=np.concatenate([rows.post, rows.post[both]]),
        period=np.concatenate([rows.period, rows.period[both]]),
        low=np.concatenate([rows.low, np.full(len(both), -np.inf)]),
        high=np.concatenate([high, rows.high[both]]),
        unit=np.concatenate([rows.unit, rows.unit[both]]),
        kind=kind[order],
        row=row[order],
        part=part[order],
        first=np.searchsorted(kind[order], np.arange(rows.types + 1)),
    )


def _soft(rows: Couplings, bundle: Bundle) -> Flags:
    """Rows that are ends of a bundle's headcounts."""
    soft = np.zeros(rows.count, np.bool_)
    for element in bundle.elements:
        ends = rows.low if element.sort == "headcount_low" else rows.high
        here = (rows.sort == HEAD) & (rows.post == element.post) & np.isfinite(ends)
        soft |= here & np.isin(rows.period, element.periods)
    soft[rows.choice_row] = False
    return soft


def _widened(
    problem: RotationProblem, rows: Couplings, excess: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> tuple[Change, ...]:
    """Headcounts moved so far that this excess is allowed, periods of one value together."""
    values: dict[tuple[Sort, int, int, int], list[int]] = {}
    for row in np.flatnonzero((np.abs(excess) > 0.5) & (rows.sort == HEAD)).tolist():
        post, period, more = int(rows.post[row]), int(rows.period[row]), round(float(excess[row]))
        if more > 0:
            now = problem.posts[post].high[period] or 0
            values.setdefault(("headcount_high", post, now, now + more), []).append(period)
        else:
            now = problem.posts[post].low[period]
            values.setdefault(("headcount_low", post, now, now + more), []).append(period)
    return tuple(
        Change(Element(sort, post, None, tuple(periods)), to)
        for (sort, post, _, to), periods in sorted(
            values.items(), key=lambda item: (item[0][:2], item[1])
        )
    )
