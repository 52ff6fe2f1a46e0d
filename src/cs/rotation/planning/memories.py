"""What must the past tell? One memory for each rule over paths that looks back beyond one stint.

skills           skills held, a bit set                       required skills
visits           how recently each post was visited           no return
experience       periods at each post, up to enough           experienced share
stints_before    posts that had a stint, a bit set            prerequisites
returns          until when each post is barred               time before a return
times            stints at posts so far in the horizon        how often posts come
pairs            the post that must come next                 posts in pairs
levels           skill at each post that asks, thousandths    skill levels
ties             nothing, but tied agents are themselves      agents together or apart
kept             changed stints so far (`keeping.py`)         the published plan
"""

from collections.abc import Callable

import numpy as np

from cs.rotation.evaluation import Flags, Integers, StaffTable
from cs.rotation.planning.keeping import kept
from cs.rotation.planning.memory import Entry, Memory, Stay, no_facts
from cs.rotation.planning.paths import NO_STINT
from cs.rotation.planning.ties import ties
from cs.rotation.problem import RotatingAgent, RotationProblem

MAX_SKILLS = 62
ANY = 10**6
"""No upper end."""


def memories_of(problem: RotationProblem, staff: StaffTable) -> tuple[Memory, ...]:
    """The memories that a problem's rules ask for, of all agents.

    Raises:
        ValueError: more than 62 different skills decide.
    """
    makers: tuple[Callable[[RotationProblem, StaffTable], Memory | None], ...] = (
        skills,
        visits,
        experience,
        stints_before,
        returns,
        times,
        pairs,
        levels,
        ties,
        kept,
    )
    found = (make(problem, staff) for make in makers)
    return tuple(memory for memory in found if memory is not None)


def skills(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Skills that decide: those that a post requires and some agent lacks."""
    decides = staff.requires.any(axis=0) & ~staff.held.all(axis=0)
    chosen = np.flatnonzero(decides)
    if not len(chosen):
        return None
    if len(chosen) > MAX_SKILLS:
        raise ValueError("more than 62 different skills decide who may enter a post")
    bits = np.int64(1) << np.arange(len(chosen), dtype=np.int64)
    required = (staff.requires[:, chosen] * bits).sum(axis=1, dtype=np.int64)
    taught = (staff.teaches[:, chosen] * bits).sum(axis=1, dtype=np.int64)
    held = (staff.held[:, chosen] * bits).sum(axis=1, dtype=np.int64)

    def enter(columns: Integers, entry: Entry) -> Flags:
        needed = required[entry.post]
        return np.asarray((columns[:, 0] & needed) == needed)

    def serve(columns: Integers, stay: Stay) -> None:
        if stay.post != NO_STINT:
            columns[:, 0] |= taught[stay.post]

    return Memory("skills", held[:, None], no_facts(len(held)), enter=enter, serve=serve)


def visits(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Per post, the number of other posts whose last visit came after this post's last visit.

    Under `all` only posts that the agent may enter are ranked and counted.
    """
    rule, ports = problem.rules.no_return, len(problem.posts)
    if rule is None:
        return None
    cap = ports if rule == "all" else min(rule, ports)
    start = np.full((len(problem.agents), ports), cap, np.int64)
    for row, agent in enumerate(problem.agents):
        recent = dict.fromkeys(reversed(_past(agent, int(staff.current[row]))))
        counted = [post for post in recent if rule != "all" or agent.may_enter[post]]
        for place, post in enumerate(counted[:cap]):
            start[row, post] = place

    def ranked(entry: Entry) -> Flags:
        if rule == "all":
            return np.asarray(entry.facts[:, entry.post] > 0)
        return np.ones(len(entry.facts), np.bool_)

    def enter(columns: Integers, entry: Entry) -> Flags:
        rank = columns[:, entry.post]
        if rule != "all":
            return np.asarray(rank >= cap)
        others = entry.facts.sum(axis=1) - entry.facts[:, entry.post]
        return np.asarray((rank >= cap) | (rank >= others))

    def begin(columns: Integers, entry: Entry) -> None:
        counts = ranked(entry)
        before = columns[:, entry.post].copy()
        moves = counts[:, None] & (columns < before[:, None])
        np.minimum(columns + moves, cap, out=columns)
        columns[:, entry.post] = np.where(counts, 0, before)

    return Memory("visits", start, staff.may_enter.astype(np.int64), enter=enter, begin=begin)


def experience(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Periods at each post, up to those that make one experienced."""
    if problem.rules.experienced_share is None:
        return None
    enough = problem.rules.experienced_after
    start = np.minimum(staff.history, enough).astype(np.int64)

    def serve(columns: Integers, stay: Stay) -> None:
        if stay.post != NO_STINT:
            counts = columns[:, stay.post] + stay.clock
            columns[:, stay.post] = np.minimum(counts, enough)

    return Memory("experience", start, no_facts(len(start)), serve=serve)


def stints_before(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Which of the posts that must come before others had a stint."""
    asked = frozenset(post for rule in problem.posts for post in rule.after)
    if not asked:
        return None
    needed = [sum(1 << post for post in rule.after) for rule in problem.posts]
    bit = [1 << post if post in asked else 0 for post in range(len(problem.posts))]
    start = np.array(
        [
            [sum({bit[post] for post in _past(agent, int(current))})]
            for agent, current in zip(problem.agents, staff.current, strict=True)
        ],
        np.int64,
    ).reshape(-1, 1)

    def enter(columns: Integers, entry: Entry) -> Flags:
        had = np.bitwise_count(columns[:, 0] & needed[entry.post])
        return np.asarray(had >= problem.posts[entry.post].after_least)

    def begin(columns: Integers, entry: Entry) -> None:
        columns[:, 0] |= bit[entry.post]

    return Memory("stints_before", start, no_facts(len(start)), enter=enter, begin=begin)


def returns(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Per post that bars a return, the first period at whose start it may be entered; 0 if any."""
    posts = [number for number, rule in enumerate(problem.posts) if rule.return_after > 0]
    if not posts:
        return None
    barred = {post: problem.posts[post].return_after for post in posts}
    column = {post: place for place, post in enumerate(posts)}
    start = np.zeros((len(problem.agents), len(posts)), np.int64)
    for row, agent in enumerate(problem.agents):
        for post, place in column.items():
            left = agent.left[post] if agent.left else None
            if left is not None:
                start[row, place] = max(0, left + barred[post])

    def enter(columns: Integers, entry: Entry) -> Flags:
        if entry.post not in column:
            return np.ones(len(columns), np.bool_)
        return np.asarray(columns[:, column[entry.post]] <= entry.period)

    def serve(columns: Integers, stay: Stay) -> None:
        if stay.post in column:
            columns[:, column[stay.post]] = stay.end + barred[stay.post]
        np.minimum(columns, problem.length, out=columns)
        columns[columns <= stay.end[:, None]] = 0

    return Memory("returns", start, no_facts(len(start)), enter=enter, serve=serve)


def times(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Stints at the posts of each rule so far; checked where a path leaves the rule's periods."""
    rules = problem.times
    if not rules:
        return None
    ends = np.array([rule.within for rule in rules], np.int64)
    counts = [frozenset(rule.posts) for rule in rules]
    number = len(problem.agents)
    low, high = np.zeros((number, len(rules)), np.int64), np.full((number, len(rules)), ANY)
    for place, rule in enumerate(rules):
        bound = sorted(rule.agents)
        high[bound, place] = ANY if rule.high is None else rule.high
        whole = staff.employed[bound, : ends[place]].all(axis=1)
        low[bound, place] = np.where(whole, rule.low, 0)
    had, counted = np.zeros((number, len(rules)), np.int64), np.full((number, len(rules)), NO_STINT)
    for place, rule in enumerate(rules):
        for agent, stints in rule.had:
            had[agent, place], counted[agent, place] = stints, staff.current[agent]
    facts = np.concatenate([low, high, counted], axis=1).astype(np.int64)

    def later(known: Integers, period: int) -> Integers:
        return known[:, np.tile(period < ends, 3)]

    def after(columns: Integers, stay: Stay) -> Integers:
        here = np.array([stay.post in posts for posts in counts]) & (stay.start < ends)
        new = (stay.end > stay.start)[:, None]
        if stay.start == 0:
            new = new & (np.split(stay.facts, 3, axis=1)[2] != stay.post)
        return np.asarray(columns + (here & new))

    def allow(columns: Integers, stay: Stay) -> Flags:
        found = after(columns, stay)
        least, most, _ = np.split(stay.facts, 3, axis=1)
        leaves = (stay.over[:, None] | (stay.end[:, None] >= ends)) & (stay.start < ends)
        return np.asarray(((found <= most) & (~leaves | (found >= least))).all(axis=1))

    def serve(columns: Integers, stay: Stay) -> None:
        least, most, _ = np.split(stay.facts, 3, axis=1)
        found = np.minimum(after(columns, stay), np.where(most >= ANY, least, most))
        columns[:] = np.where(stay.end[:, None] >= ends, 0, found)

    return Memory("times", had, facts, later=later, allow=allow, serve=serve)


def pairs(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """The post that must come next (its number and 1), as the stint's partner was not before it."""
    partner = [rule.paired_with for rule in problem.posts]
    if all(other is None for other in partner):
        return None

    def asks(post: int, before: Integers) -> Integers:
        other = partner[post]
        if other is None:
            return np.zeros(len(before), np.int64)
        return np.where(before == other, 0, other + 1).astype(np.int64)

    start = np.zeros((len(problem.agents), 1), np.int64)
    for row, agent in enumerate(problem.agents):
        if staff.current[row] >= 0:
            past = [-1, *_past(agent, int(staff.current[row]))]
            start[row] = asks(past[-1], np.array([past[-2]]))

    def enter(columns: Integers, entry: Entry) -> Flags:
        return np.asarray((columns[:, 0] == 0) | (columns[:, 0] == entry.post + 1))

    def begin(columns: Integers, entry: Entry) -> None:
        columns[:, 0] = asks(entry.post, entry.last)

    return Memory("pairs", start, no_facts(len(start)), enter=enter, begin=begin)


def asking_posts(problem: RotationProblem) -> tuple[int, ...]:
    """Posts that keep a skill level."""
    if problem.learning is None:
        return ()
    return tuple(number for number, rule in enumerate(problem.posts) if rule.skill_level > 0)


def levels(problem: RotationProblem, staff: StaffTable) -> Memory | None:
    """Skill at each post that keeps a level; 0 where the agent will never be again."""
    posts = asking_posts(problem)
    if not posts or problem.learning is None:
        return None
    learnt = np.array(problem.learning.learnt, np.int64)
    forgotten = np.array(problem.learning.forgotten, np.int64)
    length = problem.length
    may = staff.may_enter[:, list(posts)].astype(np.int64)
    start = np.array(
        [[agent.levels[post] if agent.levels else 0 for post in posts] for agent in problem.agents],
        np.int64,
    ).reshape(-1, len(posts))
    held = staff.current[:, None] == np.array(posts)
    start = np.where(held | (may > 0), start, 0)
    facts = np.concatenate([staff.present.astype(np.int64), may], axis=1)

    def serve(columns: Integers, stay: Stay) -> None:
        here = np.array(posts) == stay.post
        for period in range(stay.start, int(stay.end.max(initial=0))):
            at = here & (stay.facts[:, period] > 0)[:, None]
            changed = np.where(at, learnt[columns], forgotten[columns])
            columns[:] = np.where((period < stay.end)[:, None], changed, columns)
        columns[:] = np.where(stay.facts[:, length:] > 0, columns, 0)

    return Memory("levels", start, facts, serve=serve)


def _past(agent: RotatingAgent, current: int) -> list[int]:
    """Posts of all stints so far, the one held at time zero (if any) last."""
    past = list(agent.past)
    if current >= 0 and (not past or past[-1] != current):
        past.append(current)
    return past
