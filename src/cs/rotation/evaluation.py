"""How good is a plan? Its figures, computed from the matrix of posts alone.

Every figure looks at the horizon only. An agent is *present* in a period when employed and not
absent; the *clock* of a stint counts present periods, and for the stint that runs at time zero it
starts at `served`. Posts *open* to an agent are those the agent may enter or holds at time zero.

Overdue
    Present periods that agents with `served >= longest` go on in the stint of time zero.
Deviations
    A stint that ends by a change of post counts |clock - length|; one that is open at the end of
    the horizon, or ends because the agent leaves, counts max(0, clock - length). The stint of an
    agent who is overdue at time zero counts nothing.
Fairness loss
    Sum over open posts of |h + m - M/E| / (2 M (1 - 1/E)): h periods of history and m present
    periods at the post, M their sum over open posts, E the number of open posts; 0 if M = 0 or
    E < 2. It is 0 for equal shares and 1 for all time at one post.
Growth loss
    1 - gained / attainable. Attainable are the skills that open posts teach and the agent does not
    hold at time zero; gained are those of them taught by posts where a stint was completed: its
    clock reached the post's shortest stint. 0 if nothing is attainable.
Interest loss
    1 - (sum of interest over present periods) / (highest interest * present periods); 0 without a
    wish or without a present period.
Stability loss
    Changes of post / the most changes there could be: with n present periods, r clock periods that
    the first stint still needs to reach its shortest length, and s the shortest stint of any open
    post, a change can come at present periods r, r + s, r + 2 s, … below n (one who starts anew
    needs a first stint of s). Never above 1; 0 if no change can come.

Losses are means over all agents; the objective is their weighted mean, 0 if all weights are 0.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cs.rotation.problem import GOALS, NOWHERE, Evaluation, Posts, RotationProblem

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class StaffTable:
    """The agents of a problem as arrays, one row an agent.

    Attributes:
        current: post at time zero, -1 if none. `served`: clock of its stint.
        employed, present: agents x model periods. `away`: absent right before time zero.
        may_enter, open: agents x posts; see the module.
        history, interest: agents x posts.
        skills: ids of all skills that matter; `held`: agents x skills; `teaches`: posts x skills.
        overdue: whether the stint of time zero is overdue.
        length, shortest, longest: per post, in periods.
    """

    current: Integers
    served: Integers
    employed: Flags
    present: Flags
    away: Flags
    may_enter: Flags
    open: Flags
    history: Floats
    interest: Floats
    skills: tuple[str, ...]
    held: Flags
    teaches: Flags
    requires: Flags
    overdue: Flags
    length: Integers
    shortest: Integers
    longest: Integers


def tabulate(problem: RotationProblem) -> StaffTable:
    """The problem's agents and posts as arrays."""
    agents, posts = problem.agents, problem.posts
    number, ports = len(agents), len(posts)
    skills = tuple(sorted({s for p in posts for s in (*p.teaches, *p.requires)}))
    place = {skill: i for i, skill in enumerate(skills)}
    # One who is not employed at time zero holds no post then, whatever the table says.
    current = np.array(
        [NOWHERE if a.post is None or a.first > 0 else a.post for a in agents], np.int64
    )
    served = np.array([a.served for a in agents], np.int64)
    first = np.array([a.first for a in agents], np.int64)
    last = np.array([a.last for a in agents], np.int64)
    when = np.arange(problem.length)
    employed = (when >= first[:, None]) & (when <= last[:, None])
    present = employed.copy()
    may_enter = np.zeros((number, ports), np.bool_)
    history = np.zeros((number, ports))
    interest = np.zeros((number, ports))
    held = np.zeros((number, len(skills)), np.bool_)
    if number:
        may_enter[:] = [a.may_enter for a in agents]
        history[:] = [a.history for a in agents]
        interest[:] = [a.interest for a in agents]
    for row, agent in enumerate(agents):
        for period in agent.absent:
            if 0 <= period < problem.length:
                present[row, period] = False
        for skill in agent.skills:
            if skill in place:
                held[row, place[skill]] = True
    open_posts = may_enter.copy()
    holders = np.flatnonzero(current >= 0)
    open_posts[holders, current[holders]] = True
    longest = np.array([p.longest for p in posts], np.int64)
    overdue = np.zeros(number, np.bool_)
    overdue[holders] = served[holders] >= longest[current[holders]]

    def skill_table(sets: list[frozenset[str]]) -> Flags:
        table = np.zeros((ports, len(skills)), np.bool_)
        for row, members in enumerate(sets):
            table[row, [place[s] for s in sorted(members)]] = True
        return table

    return StaffTable(
        current=current,
        served=served,
        employed=employed,
        present=present,
        away=np.array([-1 in a.absent for a in agents], np.bool_),
        may_enter=may_enter,
        open=open_posts,
        history=history,
        interest=interest,
        skills=skills,
        held=held,
        teaches=skill_table([p.teaches for p in posts]),
        requires=skill_table([p.requires for p in posts]),
        overdue=overdue,
        length=np.array([p.length for p in posts], np.int64),
        shortest=np.array([p.shortest for p in posts], np.int64),
        longest=longest,
    )


@dataclass(frozen=True)
class LossTables:
    """What the losses of every agent need, so that a plan's loss is a few look-ups.

    Attributes:
        present: present periods in the horizon, per agent.
        fair_total: M of the fairness loss; `fair_share`: M / E; `fair_scale`: 1 / (2 M (1 - 1/E)),
            0 where the loss is 0.
        wish: agents x posts: interest loss saved by one present period there; `wished`: has a wish
            that counts.
        attainable: agents x skills; `growth_scale`: 1 / number attainable, or 0.
        most_changes: per agent.
    """

    present: Integers
    fair_share: Floats
    fair_scale: Floats
    wish: Floats
    wished: Flags
    attainable: Flags
    growth_scale: Floats
    most_changes: Integers


def loss_tables(problem: RotationProblem, staff: StaffTable) -> LossTables:
    """The constants of every agent's losses.

    The total M is taken as if all present periods were spent at open posts.
    """
    present = staff.present[:, : problem.horizon].sum(axis=1)
    posts_open = staff.open.sum(axis=1)
    total = np.where(staff.open, staff.history, 0).sum(axis=1) + present
    counts = (total > 0) & (posts_open >= 2)
    share = np.divide(total, posts_open, out=np.zeros_like(total), where=posts_open > 0)
    spread = 2 * (total - share)
    fair_scale = np.divide(1.0, spread, out=np.zeros_like(total), where=counts)

    top = staff.interest.max(axis=1, initial=0)
    most = top * present
    wished = most > 0
    wish = np.divide(
        staff.interest, most[:, None], out=np.zeros_like(staff.interest), where=wished[:, None]
    )

    attainable = ((staff.open.astype(np.int64) @ staff.teaches.astype(np.int64)) > 0) & ~staff.held
    number = attainable.sum(axis=1)
    growth_scale = np.divide(1.0, number, out=np.zeros_like(total), where=number > 0)

    brief = np.where(staff.open, staff.shortest, np.iinfo(np.int64).max).min(axis=1, initial=10**9)
    brief = np.minimum(brief, 10**9)
    holds = staff.current >= 0
    need = np.where(
        holds, np.maximum(0, staff.shortest[np.maximum(staff.current, 0)] - staff.served), brief
    )
    room = present - 1 - need
    most_changes = np.where(room >= 0, 1 + room // brief, 0)
    return LossTables(
        present=present,
        fair_share=share,
        fair_scale=fair_scale,
        wish=wish,
        wished=wished,
        attainable=attainable,
        growth_scale=growth_scale,
        most_changes=most_changes,
    )


def evaluate(problem: RotationProblem, posts: Posts) -> Evaluation:
    """The figures of a plan.

    Parameters:
        posts: agents x horizon, `NOWHERE` where not employed. The plan may break rules.

    Raises:
        ValueError: the matrix has another shape than agents x horizon.
    """
    number = len(problem.agents)
    if posts.shape != (number, problem.horizon):
        raise ValueError(f"plan of shape {posts.shape} for {number} agents x {problem.horizon}")
    if number == 0:
        return Evaluation(0, 0, dict.fromkeys(GOALS, 0.0), 0.0)
    walk, losses = _losses(problem, tabulate(problem), posts)
    weights = normalised_weights(problem)
    means = {goal: float(loss.mean()) for goal, loss in losses.items()}
    objective = float(sum(weights[goal] * means[goal] for goal in GOALS))
    return Evaluation(walk.overdue, walk.deviations, means, objective)


def weighted_losses(problem: RotationProblem, staff: StaffTable, posts: Posts) -> Floats:
    """Each agent's weighted loss; the objective is their mean."""
    weights = normalised_weights(problem)
    _, losses = _losses(problem, staff, posts)
    total = np.zeros(len(problem.agents))
    for goal in GOALS:
        total += weights[goal] * losses[goal]
    return total


def losses_by_goal(problem: RotationProblem, staff: StaffTable, posts: Posts) -> dict[str, Floats]:
    """Each agent's loss per goal, not weighted."""
    return _losses(problem, staff, posts)[1]


def _losses(
    problem: RotationProblem, staff: StaffTable, posts: Posts
) -> "tuple[_Walk, dict[str, Floats]]":
    tables = loss_tables(problem, staff)
    walk = _walk(problem, staff, posts)
    off = np.where(staff.open, np.abs(staff.history + walk.spent - tables.fair_share[:, None]), 0)
    taught = walk.completed.astype(np.int64) @ staff.teaches.astype(np.int64) > 0
    gained = (taught & tables.attainable).sum(axis=1)
    missed = np.where(tables.growth_scale > 0, 1 - gained * tables.growth_scale, 0.0)
    unmet = np.where(tables.wished, 1 - (walk.spent * tables.wish).sum(axis=1), 0.0)
    moved = np.minimum(walk.changes / np.maximum(tables.most_changes, 1), 1.0)
    return walk, {
        "fairness": np.minimum(off.sum(axis=1) * tables.fair_scale, 1.0),
        "growth": np.maximum(missed, 0),
        "interest": np.maximum(unmet, 0),
        "stability": np.where(tables.most_changes > 0, moved, 0.0),
    }


def normalised_weights(problem: RotationProblem) -> dict[str, float]:
    """The goals' weights as shares of their sum; all 0 if the sum is 0."""
    weights = {goal: float(getattr(problem.goals, goal)) for goal in GOALS}
    total = sum(weights.values())
    return {goal: weight / total if total > 0 else 0.0 for goal, weight in weights.items()}


@dataclass(frozen=True)
class _Walk:
    """What a pass through the periods gathers: agents x posts, or per agent, or summed."""

    spent: Integers
    completed: Flags
    changes: Integers
    overdue: int
    deviations: int


def _walk(problem: RotationProblem, staff: StaffTable, posts: Posts) -> _Walk:
    number, ports = len(problem.agents), len(problem.posts)
    rows = np.arange(number)
    spent = np.zeros((number, ports), np.int64)
    completed = np.zeros((number, ports), np.bool_)
    changes = np.zeros(number, np.int64)
    before = staff.current.copy()
    clock = np.where(before >= 0, staff.served, 0)
    late = staff.overdue.copy()
    overdue = deviations = 0
    reached = (before >= 0) & (clock >= staff.shortest[np.maximum(before, 0)])
    completed[rows[reached], before[reached]] = True
    started = np.zeros(number, np.bool_)
    for period in range(problem.horizon):
        now = posts[:, period].astype(np.int64)
        there = now >= 0
        present = there & staff.present[:, period]
        gone = started & ~there & (before >= 0)
        change = there & (before >= 0) & (now != before)
        length = staff.length[np.maximum(before, 0)]
        deviations += int(np.abs(clock - length)[change & ~late].sum())
        deviations += int(np.maximum(clock - length, 0)[gone & ~late].sum())
        changes += change
        fresh = change | gone | (there & (before < 0))
        clock = np.where(fresh, 0, clock)
        late &= ~fresh
        before = np.where(there, now, np.where(gone, NOWHERE, before))
        started |= there
        clock = clock + present
        overdue += int((late & present).sum())
        spent[rows[present], now[present]] += 1
        reached = there & (clock >= staff.shortest[np.maximum(before, 0)])
        completed[rows[reached], before[reached]] = True
    still = started & (before >= 0) & ~late
    length = staff.length[np.maximum(before, 0)]
    deviations += int(np.maximum(clock - length, 0)[still].sum())
    return _Walk(spent, completed, changes, overdue, deviations)
