"""Which rule forbids an alternative? Found by the verifier, never by the engine that left it out.

Either the changeover itself breaks a rule (the row up to it is judged), or every way on from it
does. In the second case rules are let go one by one, alone and then together (a deletion filter),
until a path is there; the rules that it breaks, with period and figures, are the reason.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cs.rotation.evaluation import Integers, tabulate
from cs.rotation.explaining.alone import with_agent
from cs.rotation.explaining.own_paths import OwnPaths, cheapest, paths_of_family, stints_at
from cs.rotation.planning.families import group_families
from cs.rotation.planning.growing import build_graph
from cs.rotation.planning.paths import PathLimits, list_arcs
from cs.rotation.planning.pricing import posts_of
from cs.rotation.problem import BrokenRule, RotatingAgent, RotationProblem
from cs.rotation.verifier import verify

ANY = 10**6
OVERDUE_FIRST = 1e4
"""An overdue period outweighs any number of deviations of one path."""

Looser = Callable[[RotationProblem], RotationProblem]


@dataclass(frozen=True)
class Levels:
    """Least overdue periods, then deviations, of a path."""

    overdue: int
    deviations: int


@dataclass(frozen=True)
class FreePaths:
    """All paths of one agent, whatever the levels."""

    own: OwnPaths

    def least(self, row: Integers) -> Levels | None:
        """The least levels of the paths that begin with a row; None if there is none."""
        types = self.own.types
        worth = types.overdue * OVERDUE_FIRST + types.deviation
        path = cheapest(self.own, np.where(stints_at(types, row), worth, np.inf), None)
        if path is None:
            return None
        return Levels(int(types.overdue[path.kinds].sum()), int(types.deviation[path.kinds].sum()))


def free_paths(problem: RotationProblem) -> FreePaths:
    """All paths of a problem of one agent."""
    staff = tabulate(problem)
    graph = build_graph(problem, staff, group_families(problem, staff), PathLimits(0, ANY, ANY))
    return FreePaths(paths_of_family(graph, list_arcs(graph), 0))


@dataclass(frozen=True)
class Forbidden:
    """What forbids an alternative; `later`: not the changeover itself but every way on."""

    broken: tuple[BrokenRule, ...]
    later: bool


def why_forbidden(problem: RotationProblem, row: Integers, planned: int) -> Forbidden:
    """What forbids every path that begins with a row.

    Parameters:
        problem: of one agent. row: posts up to the changeover, the alternative last.
        planned: the post that the plan has there instead.
    """
    broken = _at_once(problem, row, planned)
    if broken:
        return Forbidden(broken, False)
    return Forbidden(_later(problem, row), True)


def _at_once(problem: RotationProblem, row: Integers, planned: int) -> tuple[BrokenRule, ...]:
    instead = row.copy()
    instead[-1] = planned
    cut = replace(problem, horizon=len(row))
    # Both rows end early, which breaks rules over the whole plan on either side.
    same = {(one.rule, one.item) for one in verify(cut, _matrix(instead))}
    return tuple(one for one in verify(cut, _matrix(row)) if (one.rule, one.item) not in same)


def _later(problem: RotationProblem, row: Integers) -> tuple[BrokenRule, ...]:
    ways = list(_looser(problem))
    for way in ways:
        found = _path(way(problem), row)
        if found is not None:
            return _breaches(problem, found)
    kept: list[Looser] = ways
    if _path(_all(kept)(problem), row) is None:
        return ()
    for way in ways:
        fewer = [other for other in kept if other is not way]
        if _path(_all(fewer)(problem), row) is not None:
            kept = fewer
    found = _path(_all(kept)(problem), row)
    return () if found is None else _breaches(problem, found)


def _all(ways: Sequence[Looser]) -> Looser:
    def looser(problem: RotationProblem) -> RotationProblem:
        for way in ways:
            problem = way(problem)
        return problem

    return looser


def _path(problem: RotationProblem, row: Integers) -> Integers | None:
    """Some path that begins with a row, all model periods, with the least levels."""
    own = free_paths(problem).own
    types = own.types
    worth = types.overdue * OVERDUE_FIRST + types.deviation
    path = cheapest(own, np.where(stints_at(types, row), worth, np.inf), None)
    if path is None:
        return None
    posts = posts_of(types, path.kinds[None, :], problem.length)
    return np.asarray(posts[0], np.int64)


def _breaches(problem: RotationProblem, row: Integers) -> tuple[BrokenRule, ...]:
    return verify(replace(problem, horizon=problem.length), _matrix(row))


def _matrix(row: Integers) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    return row[None, :].astype(np.int16)


def _looser(problem: RotationProblem) -> Iterator[Looser]:
    """The rules of one agent, each let go; those of the agent's own tables first."""
    agent = problem.agents[0]

    def own(changed: RotatingAgent) -> Looser:
        names = [
            name for name in ("pins", "forbidden", "absent", "may_enter", "skills", "last")
            if getattr(changed, name) != getattr(agent, name)
        ]  # fmt: skip

        def looser(other: RotationProblem) -> RotationProblem:
            changes = {name: getattr(changed, name) for name in names}
            return with_agent(other, replace(other.agents[0], **changes))

        return looser

    for pin in sorted(agent.pins):
        yield own(replace(agent, pins=agent.pins - {pin}))
    if agent.pins:
        yield own(replace(agent, pins=frozenset()))
    if agent.forbidden:
        yield own(replace(agent, forbidden=frozenset()))
    if agent.absent:
        yield own(replace(agent, absent=frozenset()))
    if not all(agent.may_enter):
        yield own(replace(agent, may_enter=(True,) * len(problem.posts)))
    required = frozenset(skill for post in problem.posts for skill in post.requires)
    if required - agent.skills:
        yield own(replace(agent, skills=agent.skills | required))
    if problem.rules.no_return is not None:
        yield lambda other: replace(other, rules=replace(other.rules, no_return=None))
    if problem.rules.ring:
        yield lambda other: replace(other, rules=replace(other.rules, ring=False))
    for place, rule in enumerate(problem.times):
        if rule.agents:
            yield _without_times(place)
    for number, post in enumerate(problem.posts):
        if post.after:
            yield _post_changed(number, after=frozenset(), after_least=0)
        if post.return_after:
            yield _post_changed(number, return_after=0)
        if post.followed_by:
            yield _post_changed(number, followed_by=frozenset())
        if post.paired_with is not None:
            yield _post_changed(number, paired_with=None)
        longest = problem.length
        yield _post_changed(number, may_extend=longest, may_shorten=post.length - 1)


def _without_times(place: int) -> Looser:
    def looser(problem: RotationProblem) -> RotationProblem:
        times = list(problem.times)
        times[place] = replace(times[place], agents=frozenset())
        return replace(problem, times=tuple(times))

    return looser


def _post_changed(number: int, **changes: object) -> Looser:
    def looser(problem: RotationProblem) -> RotationProblem:
        posts = list(problem.posts)
        # Names and values come in pairs from the caller; mypy asks all fields for one type.
        posts[number] = replace(posts[number], **changes)  # type: ignore[arg-type]
        return replace(problem, posts=tuple(posts))

    return looser
