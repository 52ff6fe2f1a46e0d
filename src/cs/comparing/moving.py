"""Whom does a change of a rotation policy touch? First of all: can the plan stay as it is?

Two plans may be equally good and look quite different, so comparing them says little by itself. The
plan made under the old policy is therefore held against the new one first: if it keeps every rule
and is as good as the best within the gap, nobody is touched. Only otherwise is it compared with the
plan made under the new policy, which first takes back as many of the old stints as it can
(`cs.comparing.nearing`); and what that policy forces (rules the old plan breaks) is said apart from
what merely came out differently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from cs.comparing.nearing import nearer
from cs.kernel.messages import Message
from cs.rotation.breaches import conflicts, describe, rule_name
from cs.rotation.evaluation import evaluate
from cs.rotation.problem import (
    GOALS,
    NOWHERE,
    BrokenRule,
    PlanResult,
    Posts,
    RotationProblem,
)
from cs.rotation.verifier import headcounts, verify

GAP = 1e-3
"""Plans whose objectives are this near are equally good; the planner's own default."""

Verdict = Literal["same_question", "stays", "must_change", "better_exists", "no_plan", "not_asked"]


@dataclass(frozen=True, slots=True)
class BrokenBy:
    """A rule of the new policy that the old plan breaks.

    Attributes:
        breaches, agents: how many; agents only where the rule concerns persons.
        worst: the breach furthest from what is allowed, in words.
    """

    rule: Message
    breaches: int
    agents: int
    worst: Message


@dataclass(frozen=True, slots=True)
class StintMove:
    """An agent whose stints differ between the two plans.

    Attributes:
        periods: how many differ; first: the first of them.
        before, after: posts from there on, each with its first period, until both agree again or
            the plan ends.
    """

    id: str
    name: str
    periods: int
    first: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HeadcountRange:
    """Fewest and most agents present at a post; None where a side lacks the post or the plan."""

    post: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True)
class RotationImpact:
    """Whom a change of a rotation policy touches.

    Attributes:
        verdict: `same_question` the change does not reach the plan; `stays` the old plan is as good
            as any; `must_change` it breaks rules; `better_exists` it keeps them but a better one
            exists; `no_plan` none keeps the new rules; `not_asked` no plans were made.
        agents: who rotate under the new policy.
        joining, leaving: who rotate under one policy alone; named up to a limit, counted in full.
        broken: rules of the new policy that the old plan breaks, or, with `no_plan`, that stand
            against each other.
        forced: agents whom a broken rule over persons concerns, or who joined or left, or whose
            post is gone.
        moved: agents with other stints in the new plan. named: the largest movers.
        goals: per goal, how far each plan achieves it, 0 to 1; None without that plan.
        old_feasible: whether the old policy had a plan at all.
    """

    policy: str
    name: str
    verdict: Verdict
    agents: int
    joining: tuple[str, ...]
    joining_count: int
    leaving: tuple[str, ...]
    leaving_count: int
    broken: tuple[BrokenBy, ...] = ()
    forced: int = 0
    moved: int = 0
    named: tuple[StintMove, ...] = ()
    headcounts: tuple[HeadcountRange, ...] = ()
    goals: Mapping[str, tuple[float | None, float | None]] | None = None
    old_feasible: bool = True
    periods: int = 0

    @property
    def touches(self) -> bool:
        """Whether anything comes out otherwise for anybody, as far as was asked."""
        return self.verdict not in ("same_question", "stays", "not_asked") or bool(
            self.joining_count or self.leaving_count
        )


def same_question(old: RotationProblem, new: RotationProblem) -> bool:
    """Whether both policies ask the very same of the planner."""
    return old == new


def without_plans(
    policy: str, name: str, old: RotationProblem, new: RotationProblem, top: int
) -> RotationImpact:
    """What can be said without planning."""
    joining, leaving = _joining(old, new)
    return RotationImpact(
        policy,
        name,
        "same_question" if same_question(old, new) else "not_asked",
        len(new.agents),
        joining[:top],
        len(joining),
        leaving[:top],
        len(leaving),
        periods=new.horizon,
    )


def with_plans(
    policy: str,
    name: str,
    old: tuple[RotationProblem, PlanResult],
    new: tuple[RotationProblem, PlanResult],
    top: int,
) -> RotationImpact:
    """The effect on everybody who rotates."""
    (before, plan_before), (after, plan_after) = old, new
    feasible_before, feasible_after = _plan_of(plan_before), _plan_of(plan_after)
    base = replace(
        without_plans(policy, name, before, after, top),
        goals=_goals(plan_before, plan_after),
        old_feasible=feasible_before is not None,
    )
    if feasible_after is None:
        return replace(base, verdict="no_plan", broken=_broken(after, plan_after.broken))
    base = replace(base, headcounts=_headcounts(before, feasible_before, after, feasible_after))
    if feasible_before is None:
        return replace(base, verdict="better_exists")
    kept = carry_over(before, feasible_before, after)
    if kept is None:
        everyone = len(after.agents)
        return replace(base, verdict="must_change", forced=everyone, moved=everyone)
    posts, lost = kept
    breaches = tuple(
        each for each in verify(after, posts) if each.agent is None or each.agent not in lost
    )
    must_change = bool(breaches or lost or base.leaving_count)
    if not must_change and _as_good(after, posts, plan_after):
        return replace(base, verdict="stays", headcounts=())
    near = _nearest_plan(after, feasible_after, posts, plan_after)
    named, moved = _moves(after, posts, near.posts, top)
    persons = {each.agent for each in breaches if each.agent is not None}
    return replace(
        base,
        verdict="must_change" if must_change else "better_exists",
        broken=_broken(after, breaches),
        forced=len(lost | persons) + base.leaving_count,
        moved=moved,
        named=named,
        headcounts=_headcounts(before, feasible_before, after, near.posts),
        goals=_goals(plan_before, near.result),
    )


@dataclass(frozen=True)
class _Near:
    """The plan made anew, as near to the old one as its worth allows."""

    posts: Posts
    result: PlanResult


def _nearest_plan(
    problem: RotationProblem, posts: Posts, wanted: Posts, result: PlanResult
) -> _Near:
    if result.evaluation is None:
        return _Near(posts, result)
    near = nearer(problem, posts, wanted, result.evaluation, GAP)
    return _Near(near, replace(result, posts=near, evaluation=evaluate(problem, near)))


def carry_over(
    old: RotationProblem, posts: Posts, new: RotationProblem
) -> tuple[Posts, frozenset[int]] | None:
    """The old plan as a matrix of the new problem, and the agents it does not place there.

    None if the two plan other periods.
    """
    if old.periods[: old.horizon] != new.periods[: new.horizon]:
        return None
    numbers = {post.id: number for number, post in enumerate(new.posts)}
    post_of = np.array(
        [*(numbers.get(post.id, NOWHERE) for post in old.posts), NOWHERE], np.int16
    )  # the last stands for `NOWHERE` itself
    rows = {agent.id: number for number, agent in enumerate(old.agents)}
    carried = np.full((len(new.agents), new.horizon), NOWHERE, np.int16)
    lost: set[int] = set()
    for number, agent in enumerate(new.agents):
        row = rows.get(agent.id)
        if row is None:
            lost.add(number)
            continue
        carried[number] = post_of[posts[row]]
        if ((carried[number] == NOWHERE) & (posts[row] != NOWHERE)).any():
            lost.add(number)
    return carried, frozenset(lost)


def _plan_of(result: PlanResult) -> Posts | None:
    """The plan, if it keeps every rule."""
    return None if result.status == "infeasible" else result.posts


def _as_good(problem: RotationProblem, posts: Posts, best: PlanResult) -> bool:
    """Whether a plan that keeps all rules is as good as the best, within the gap."""
    figures = evaluate(problem, posts)
    if figures.overdue > best.overdue.value or figures.deviations > best.deviations.value:
        return False
    # the bound may be far below the best plan; what is as good as that plan can stay too
    least = best.bound if best.evaluation is None else max(best.bound, best.evaluation.objective)
    return figures.objective - least <= (GAP + 1e-9) * max(abs(figures.objective), 1e-6)


def _joining(old: RotationProblem, new: RotationProblem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before = {agent.id for agent in old.agents}
    after = {agent.id for agent in new.agents}
    return (
        tuple(agent.id for agent in new.agents if agent.id not in before),
        tuple(agent.id for agent in old.agents if agent.id not in after),
    )


def _broken(problem: RotationProblem, breaches: Sequence[BrokenRule]) -> tuple[BrokenBy, ...]:
    by_rule: dict[str, list[BrokenRule]] = {}
    for breach in breaches:
        by_rule.setdefault(breach.rule, []).append(breach)
    return tuple(
        BrokenBy(
            rule_name(rule),
            len(all_),
            len({each.agent for each in all_ if each.agent is not None}),
            describe(problem, max((each.worst for each in conflicts(all_)),
                                  key=lambda each: abs(each.found - each.limit))),
        )
        for rule, all_ in by_rule.items()
    )  # fmt: skip


def _moves(
    problem: RotationProblem, before: Posts, after: Posts, top: int
) -> tuple[tuple[StintMove, ...], int]:
    """The largest movers, and how many move differently at all."""
    differs = before != after
    counts = differs.sum(axis=1)
    touched = np.flatnonzero(counts).tolist()
    largest = sorted(touched, key=lambda row: (-int(counts[row]), problem.agents[row].id))[:top]
    named = []
    for row in largest:
        first = int(np.argmax(differs[row]))
        agent = problem.agents[row]
        named.append(
            StintMove(
                agent.id,
                agent.name,
                int(counts[row]),
                problem.periods[first].label,
                _stints(problem, before[row], first),
                _stints(problem, after[row], first),
            )
        )
    return tuple(named), len(touched)


def _stints(
    problem: RotationProblem, row: "np.typing.NDArray[np.int16]", first: int
) -> tuple[tuple[str, str], ...]:
    """Post and first period of every stint that lasts to the period `first` or begins later."""
    start = first
    while start > 0 and row[start - 1] == row[first]:
        start -= 1
    return tuple(
        (problem.posts[row[period]].name, problem.periods[period].label)
        for period in range(start, len(row))
        if row[period] != NOWHERE and (period == start or row[period] != row[period - 1])
    )


def _headcounts(
    old: RotationProblem, before: Posts | None, new: RotationProblem, after: Posts | None
) -> tuple[HeadcountRange, ...]:
    """The posts whose fewest or most agents differ."""
    ranges: dict[str, list[tuple[int, int] | None]] = {}
    names: dict[str, str] = {}
    for side, (problem, posts) in enumerate(((old, before), (new, after))):
        if posts is None:
            continue
        present = headcounts(problem, posts)[: problem.horizon]
        for number, post in enumerate(problem.posts):
            names[post.id] = post.name
            column = present[:, number]
            ranges.setdefault(post.id, [None, None])[side] = (int(column.min()), int(column.max()))
    return tuple(
        HeadcountRange(names[post], one, other)
        for post, (one, other) in ranges.items()
        if one != other
    )


def _goals(old: PlanResult, new: PlanResult) -> dict[str, tuple[float | None, float | None]]:
    def achieved(result: PlanResult, goal: str) -> float | None:
        if result.evaluation is None or _plan_of(result) is None:
            return None
        return 1 - result.evaluation.losses[goal]

    return {goal: (achieved(old, goal), achieved(new, goal)) for goal in GOALS}
