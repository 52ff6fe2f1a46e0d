"""Which is the nearest way to eligibility? The fewest changes, then the earliest window.

Of each condition that is not met the ways to meet it are known: waiting, where time alone does it,
and what people can do (`Condition.ways`). Of a combination as many parts are taken as are lacking,
the nearest first. The ways are joined to the first window by whose opening all of them can be done
and in which no other condition has lapsed. A way by more changes is shown beside it if it leads to
an earlier window.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cs.kernel.messages import Message, message
from cs.promotion.combinations import Combination, InnerCombination, needed_of
from cs.promotion.conditions import condition_of
from cs.promotion.conditions.condition import Way
from cs.promotion.problem import FactEntry, PromotionProblem, RequirementRule, Verdict
from cs.promotion.turning import (
    entries_of,
    first_met,
    lapses,
    opening_from,
    verdict_on,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What must change for one requirement, and the first day by which it can be done."""

    requirement: RequirementRule
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A way to eligibility.

    Attributes:
        opening: the opening of the window (without windows: the day) in which one is eligible.
    """

    opening: date
    changes: tuple[Change, ...]

    @property
    def effort(self) -> int:
        """How many changes beside waiting."""
        return sum(way.effort for change in self.changes for way in change.ways)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest way, one that is sooner but takes more, and what nothing helps against.

    Attributes:
        route: None if something cannot be met, or no window comes.
        sooner: None if there is none.
        hopeless: requirements that neither time nor a change meets.
    """

    route: Route | None
    sooner: Route | None = None
    hopeless: tuple[RequirementRule, ...] = ()


def nearest_way(problem: PromotionProblem, candidate: int) -> Nearest:
    """How a candidate who is not eligible becomes so; an empty route for one who is."""
    lacking = [
        (rule, entries)
        for rule in problem.requirements
        if (rule.id, candidate) not in problem.waivers
        and verdict_on(
            problem, rule, entries := entries_of(problem, rule, candidate), problem.context.day
        )
        is not Verdict.MET
    ]
    if not lacking:
        return Nearest(Route(problem.context.day, ()))
    fewest = [_change(problem, rule, entries, soon=False) for rule, entries in lacking]
    hopeless = tuple(
        rule for (rule, _), change in zip(lacking, fewest, strict=True) if change is None
    )
    if hopeless:
        return Nearest(None, hopeless=hopeless)
    route = _joined(problem, candidate, [each for each in fewest if each is not None])
    soonest = [_change(problem, rule, entries, soon=True) for rule, entries in lacking]
    sooner = _joined(problem, candidate, [each for each in soonest if each is not None])
    if route is None:
        return Nearest(sooner)
    is_sooner = sooner is not None and sooner.opening < route.opening
    return Nearest(route, sooner if is_sooner else None)


def _joined(problem: PromotionProblem, candidate: int, changes: Sequence[Change]) -> Route | None:
    """The first opening by which all can be done, and at which nothing else has lapsed."""
    day = max((way.day for change in changes for way in change.ways), default=problem.context.day)
    changed = {change.requirement.id for change in changes}
    # what waiting alone meets may lapse again; what somebody changes stays changed
    waited = {
        change.requirement.id for change in changes if not any(way.effort for way in change.ways)
    }
    lasting = [
        (rule, entries_of(problem, rule, candidate))
        for rule in problem.requirements
        if lapses(rule)
        and (rule.id not in changed or rule.id in waited)
        and (rule.id, candidate) not in problem.waivers
    ]
    opening = opening_from(
        problem,
        max(day, problem.context.day),
        lambda each: all(
            verdict_on(problem, rule, entries, each) is Verdict.MET for rule, entries in lasting
        ),
    )
    return None if opening is None else Route(opening, tuple(changes))


def _change(
    problem: PromotionProblem,
    requirement: RequirementRule,
    entries: Sequence[FactEntry | None],
    *,
    soon: bool,
) -> Change | None:
    ways = _ways(problem, requirement, iter(entries), soon=soon)
    return None if ways is None else Change(requirement, ways)


def _ways(
    problem: PromotionProblem,
    rule: RequirementRule,
    entries: Iterator[FactEntry | None],
    *,
    soon: bool,
) -> tuple[Way, ...] | None:
    """What meets the rule, nothing where it is met; None where nothing does."""
    if isinstance(rule.rule, Combination | InnerCombination):
        parts = [_ways(problem, part, entries, soon=soon) for part in rule.parts]
        possible = sorted(
            (part for part in parts if part is not None), key=lambda ways: _cost(ways, soon=soon)
        )
        needed = needed_of(rule.rule)
        if len(possible) < needed:
            return None
        return tuple(way for ways in possible[:needed] for way in ways)
    entry, condition = next(entries), condition_of(rule.rule)
    context = problem.context
    today = context.as_of or context.day
    if entry is None:
        text = message("make it known: {what}", what=condition.unknown(rule.rule))
        return (Way(text, today, 1),)
    verdict = condition.judge(rule.rule, entry.value, context)[0]
    if verdict is Verdict.MET:
        return ()
    options: list[tuple[Way, ...]] = []
    waited = first_met(problem, rule, (entry,), context.day)
    if waited is not None:
        options.append((Way(message("wait until {day}", day=waited), waited, 0),))
    if condition.ways is not None:
        options += condition.ways(rule.rule, entry.value, context)
    if not options:
        return None
    return min(options, key=lambda ways: _cost(ways, soon=soon))


def _cost(ways: Sequence[Way], *, soon: bool) -> tuple[object, ...]:
    effort = sum(way.effort for way in ways)
    day = max((way.day for way in ways), default=date.min)
    return (day, effort) if soon else (effort, day)


def change_text(change: Change) -> Message:
    """What must change for a requirement."""
    return message(
        "{name}: {ways}", name=change.requirement.name, ways=tuple(way.text for way in change.ways)
    )
