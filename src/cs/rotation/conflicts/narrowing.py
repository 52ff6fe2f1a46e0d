"""Which few rules already conflict? A minimal set of elements without a plan.

QuickXplain (Junker 2004) halves the elements and keeps the halves that matter; over whole rules
first, then over the months and agents of those that are left, so that few problems have to be
decided. While the linear relaxation proves conflicts it alone is asked. A deletion filter
(Chinneck and Dravnieks 1991) with whole plans ends it: without any one element there must be a plan
that the verifier accepts, else the element goes too, or the set is not proven minimal.

The rows over posts that the prices of the relaxation do not name are left out from the start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cs.rotation.conflicts.deciding import Decision, Judge, Stopped
from cs.rotation.conflicts.elements import (
    TIERS,
    Element,
    elements_of,
    only,
    parts,
)
from cs.rotation.planning.couplings import HEAD
from cs.rotation.problem import Posts, RotationProblem

Tell = Callable[[Element, int], None]
"""Told which element is tried without, and how many are left."""


@dataclass(frozen=True)
class Conflict:
    """Rules that cannot all hold.

    Attributes:
        elements: smallest ones, in the order of the problem's elements.
        minimal: whether there is a plan without any one of them, proven by `plans`.
        plans: per element, a plan (agents x model periods) that keeps all the others of the set.
        places: post and period of the rules over shares whose prices prove the conflict.
    """

    elements: tuple[Element, ...]
    minimal: bool
    plans: tuple[Posts | None, ...] = ()
    places: tuple[tuple[str, int, int], ...] = ()


class Narrowing:
    """One search; after `Stopped`, `known` is the smallest set known to conflict."""

    def __init__(self, problem: RotationProblem, judge: Judge, tell: Tell) -> None:
        self.problem = problem
        self.judge = judge
        self.tell = tell
        self.whole = False
        self.known: tuple[Element, ...] = elements_of(problem)

    def find(self, first: Decision) -> Conflict | None:
        """A minimal conflict; None if the problem is not proven to have none.

        Args:
            first: of the problem: infeasible.

        Raises:
            Stopped: with what is found so far in `known`.
        """
        elements = self.known
        # Integer programs decide all subsets where the linear relaxation has an answer.
        self.whole = not first.prices and not first.stuck
        if first.stuck:
            found = self._of_stuck(first.stuck)
            if found is not None:
                elements = found
        elif first.prices:
            elements = self._priced(elements, first)
        self._learn(elements)
        kept = self._explain((), (), self._prefix(elements))
        self._learn(kept)
        # Whole rules are cut in two steps: by agent or period, one sort after the other.
        fixed = tuple(e for e in kept if parts(self.problem, e) == (e,))
        small = [part for e in kept if e not in fixed for part in parts(self.problem, e)]
        small.sort(key=lambda part: (part.periods[:1], part.agents, _tier(part)))
        if small:
            kept = (*fixed, *self._explain(fixed, (), tuple(small)))
        return self._filter(kept)

    def _of_stuck(self, stuck: Sequence[int]) -> tuple[Element, ...] | None:
        """The elements that may keep the first stuck agent from any path."""
        agent = stuck[0]
        chosen: list[Element] = []
        for element in self.known:
            if element.sort in TIERS[0] or element.sort in TIERS[1]:
                continue
            if not element.agents:
                chosen.append(element)
            elif agent in element.agents:
                chosen += [e for e in parts(self.problem, element) if e.agents == (agent,)]
        return tuple(chosen) if self._conflict(tuple(chosen)) else None

    def _priced(self, elements: tuple[Element, ...], first: Decision) -> tuple[Element, ...]:
        """Headcounts cut to the periods whose rows have a price of their side's sign."""
        named: dict[tuple[str, int], set[int]] = {}
        for (sort, post, period), price in first.prices.items():
            if sort == HEAD:
                side = "headcount_low" if price > 0 else "headcount_high"
                named.setdefault((side, post), set()).add(period)
        cut: list[Element] = []
        for element in elements:
            if element.sort not in ("headcount_low", "headcount_high"):
                cut.append(element)
                continue
            periods = named.get((element.sort, element.post or 0), set())
            left = tuple(period for period in element.periods if period in periods)
            if left:
                cut.append(Element(element.sort, element.post, None, left))
        return tuple(cut) if self._conflict(tuple(cut)) else elements

    def _prefix(self, elements: tuple[Element, ...]) -> tuple[Element, ...]:
        """The elements of the first tiers that conflict among themselves."""
        for tier in range(1, len(TIERS)):
            wanted = {sort for sorts in TIERS[:tier] for sort in sorts}
            chosen = tuple(element for element in elements if element.sort in wanted)
            if chosen and len(chosen) < len(elements) and self._conflict(chosen):
                return chosen
        return elements

    def _explain(
        self, base: tuple[Element, ...], added: tuple[Element, ...], rest: tuple[Element, ...]
    ) -> tuple[Element, ...]:
        """A minimal part of `rest` that conflicts with `base`; QuickXplain."""
        if added and self._conflict(base):
            return ()
        if len(rest) <= 1:
            return rest
        middle = (len(rest) + 1) // 2
        early, late = rest[:middle], rest[middle:]
        of_late = self._explain((*base, *early), early, late)
        of_early = self._explain((*base, *of_late), of_late, early)
        return (*of_early, *of_late)

    def _filter(self, kept: tuple[Element, ...]) -> Conflict | None:
        """The deletion filter with whole plans."""
        final = self._decide(kept, whole=True)
        if final.feasible is not False:
            # Rules that forbid more once others go; or prices that were none.
            return None
        self._learn(kept)
        minimal = True
        plans: dict[Element, Posts | None] = {}
        for element in list(kept):
            if len(kept) == 1:
                rest: tuple[Element, ...] = ()
            rest = tuple(other for other in kept if other != element)
            self.tell(element, len(kept))
            found = self._decide(rest, whole=True)
            if found.feasible is False:
                kept = rest
                final = found
                self._learn(kept)
                continue
            plans[element] = found.posts
            minimal = minimal and found.posts is not None
        order = {sort: number for number, sort in enumerate(sum(TIERS, ()))}
        ordered = tuple(sorted(kept, key=lambda e: (order[e.sort], e.periods[:1])))
        return Conflict(
            elements=ordered,
            minimal=minimal,
            plans=tuple(plans.get(element) for element in ordered),
            places=_places(final),
        )

    def _conflict(self, elements: tuple[Element, ...]) -> bool:
        if elements:
            self.tell(elements[-1], len(self.known))
        if self._decide(elements, self.whole).feasible is not False:
            return False
        self._learn(elements)
        return True

    def _decide(self, elements: tuple[Element, ...], whole: bool) -> Decision:
        reduced = only(self.problem, elements)
        return self.judge.whole(reduced) if whole else self.judge.linear(reduced)

    def _learn(self, elements: tuple[Element, ...]) -> None:
        if sum(_size(e) for e in elements) < sum(_size(e) for e in self.known):
            self.known = elements


def find_conflict(
    problem: RotationProblem, first: Decision, judge: Judge, tell: Tell
) -> tuple[Conflict | None, bool]:
    """A conflict of a problem that has no plan, and whether the search ran to its end."""
    narrowing = Narrowing(problem, judge, tell)
    try:
        return narrowing.find(first), True
    except Stopped:
        return Conflict(narrowing.known, False), False


def _size(element: Element) -> int:
    return max(1, len(element.periods)) * max(1, len(element.agents))


def _tier(element: Element) -> int:
    return next(number for number, sorts in enumerate(TIERS) if element.sort in sorts)


def _places(decision: Decision) -> tuple[tuple[str, int, int], ...]:
    from cs.rotation.planning.couplings import EXPERIENCED, LEAVING, SKILL

    names = {LEAVING: "leaving_share", EXPERIENCED: "experienced_share", SKILL: "skill_level"}
    return tuple(
        sorted(
            (names[sort], post, period) for sort, post, period in decision.prices if sort in names
        )
    )
