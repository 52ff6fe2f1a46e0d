"""What is the question once some periods of a plan have passed? The same, from there on.

Every agent is where the plan has led: post and clock, history, skills, what no-return and the other
rules remember. A plan of the later question, put after those periods, keeps exactly the rules that
the whole would keep.
"""

from dataclasses import replace

from cs.rotation.problem import (
    NOWHERE,
    LearningCurve,
    PostRule,
    Posts,
    RotatingAgent,
    RotationProblem,
    Tie,
    TimesRule,
)
from cs.rotation.stints import Stint, stints_of


def shift(problem: RotationProblem, posts: Posts, periods: int) -> RotationProblem:
    """The problem from `periods` on; no published plan is kept in it.

    Parameters:
        posts: agents x at least so many periods, keeping all rules.
    """
    within = replace(problem, horizon=periods)
    rows = [row[:periods].tolist() for row in posts]
    stints = [
        stints_of(within, agent, row) for agent, row in zip(problem.agents, rows, strict=True)
    ]
    length = problem.length - periods
    return replace(
        problem,
        posts=tuple(
            replace(rule, low=rule.low[periods:], high=rule.high[periods:])
            for rule in problem.posts
        ),
        agents=tuple(
            _later(problem, agent, row, found, length)
            for agent, row, found in zip(problem.agents, rows, stints, strict=True)
        ),
        periods=problem.periods[periods:],
        horizon=problem.horizon - periods,
        times=tuple(
            later for rule in problem.times for later in _times(problem, rule, stints, periods)
        ),
        post_groups=tuple(
            replace(group, low=group.low[periods:], high=group.high[periods:])
            for group in problem.post_groups
        ),
        ties=tuple(_tie(tie, periods) for tie in problem.ties),
        keeping=None,
    )


def _later(
    problem: RotationProblem,
    agent: RotatingAgent,
    row: list[int],
    stints: tuple[Stint, ...],
    length: int,
) -> RotatingAgent:
    periods = len(row)
    shifted = replace(
        agent,
        first=max(0, agent.first - periods),
        last=agent.last - periods,
        absent=frozenset(one - periods for one in agent.absent if one >= periods - 1),
        pins=_moved(agent.pins, periods),
        forbidden=_moved(agent.forbidden, periods),
        levels=_levels(problem.learning, agent, row),
    )
    if agent.first >= periods:
        return replace(shifted, left=_left(problem, agent, stints, periods, None))
    post = row[-1] if row[-1] != NOWHERE and shifted.last >= 0 else None
    if not stints or post is None:
        return replace(shifted, post=None, served=0)
    current = stints[-1]
    before = list(agent.past)
    if agent.post is not None and before[-1:] != [agent.post]:
        before.append(agent.post)
    history = list(agent.history)
    for stint in stints:
        history[stint.post] += stint.present
    over = [stint.post for stint in stints[:-1]]
    if agent.post is not None and not stints[0].running:
        over.append(agent.post)
    taught = frozenset(skill for one in over for skill in problem.posts[one].teaches)
    return replace(
        shifted,
        post=post,
        served=current.length,
        history=tuple(history),
        past=tuple(before + [stint.post for stint in stints if not stint.running]),
        skills=agent.skills | taught,
        forbidden=shifted.forbidden | _full(problem.posts[post], shifted, current, length),
        left=_left(problem, agent, stints, periods, post),
    )


def _moved(cells: frozenset[tuple[int, int]], periods: int) -> frozenset[tuple[int, int]]:
    return frozenset((period - periods, post) for period, post in cells if period >= periods)


def _full(
    rule: PostRule, agent: RotatingAgent, stint: Stint, length: int
) -> frozenset[tuple[int, int]]:
    """A stint at its longest must end; only one that was overdue at time zero may go on."""
    if stint.overdue or stint.length < rule.longest:
        return frozenset()
    present = (period for period in range(min(agent.last + 1, length)))
    first = next((period for period in present if period not in agent.absent), None)
    return frozenset() if first is None else frozenset({(first, stint.post)})


def _left(
    problem: RotationProblem,
    agent: RotatingAgent,
    stints: tuple[Stint, ...],
    periods: int,
    post: int | None,
) -> tuple[int | None, ...]:
    if not any(rule.return_after for rule in problem.posts):
        return agent.left
    left = list(agent.left or (None,) * len(problem.posts))
    if agent.post is not None and stints and not stints[0].running:
        left[agent.post] = 0
    for stint in stints:
        left[stint.post] = stint.end + 1
    return tuple(
        None if number == post or day is None else day - periods for number, day in enumerate(left)
    )


def _levels(
    learning: LearningCurve | None, agent: RotatingAgent, row: list[int]
) -> tuple[int, ...]:
    levels = list(agent.levels)
    if learning is None:
        return agent.levels
    for period, here in enumerate(row):
        for post, level in enumerate(levels):
            there = post == here and period not in agent.absent
            levels[post] = (learning.learnt if there else learning.forgotten)[level]
    return tuple(levels)


def _times(
    problem: RotationProblem,
    rule: TimesRule,
    stints: list[tuple[Stint, ...]],
    periods: int,
) -> list[TimesRule]:
    """The rule for those bound throughout, and for those whom its least number does not bind."""
    if rule.within <= periods:
        return []
    had = dict(rule.had)
    for number in sorted(rule.agents):
        known = number in had
        had[number] = had.get(number, 0) + sum(
            stint.post in rule.posts and not (stint.running and known) for stint in stints[number]
        )
    whole = frozenset(
        number
        for number in rule.agents
        if problem.agents[number].first <= 0 and problem.agents[number].last >= rule.within - 1
    )
    parts = ((whole, rule.low), (rule.agents - whole, 0))
    return [
        replace(
            rule,
            agents=agents,
            low=low,
            within=rule.within - periods,
            had=tuple((number, had[number]) for number in sorted(agents)),
        )
        for agents, low in parts
        if agents
    ]


def _tie(tie: Tie, periods: int) -> Tie:
    return replace(tie, periods=frozenset(one - periods for one in tie.periods if one >= periods))
