"""A rotation plan in the terminal: calendar, headcounts, goals, moves.

Everything reads without colour: posts have letters, marks have a legend, figures out of range carry
an exclamation mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import RenderableType
from rich.text import Text

from cs.kernel.ranges import Range
from cs.locale import _
from cs.rotation.evaluation import normalised_weights
from cs.rotation.grid import Row, grids, letter, post_cell, style
from cs.rotation.problem import (
    GOALS,
    NOWHERE,
    PlanResult,
    Posts,
    RotationPlan,
    RotationProblem,
)
from cs.rotation.stints import (
    Odd,
    Stint,
    all_stints,
    deviating_stints,
    overdue_stints,
)
from cs.rotation.verifier import headcounts
from cs.terminal import Column, plain, plain_table

AGENTS_AT_MOST = 40
"""Longer staffs are summarised per post."""
LISTED_AT_MOST = 10
"""Longer lists are cut, and say so."""


@dataclass(frozen=True)
class Selection:
    """Which agents to show: indexes, and whether the command line chose them."""

    agents: tuple[int, ...]
    chosen: bool


def plan_view(plan: RotationPlan, selection: Selection, width: int) -> Iterator[RenderableType]:
    """The whole result, part by part."""
    problem, posts = plan.problem, plan.result.posts
    if posts is None:
        return
    stints = all_stints(problem, posts)
    yield heading(plan)
    yield Text("")
    yield from legend(problem)
    if selection.chosen or len(selection.agents) <= AGENTS_AT_MOST:
        yield from calendar(problem, posts, stints, selection.agents, width)
        if not selection.chosen:
            yield from headcount_view(problem, posts, width, moves=False)
    else:
        yield from headcount_view(problem, posts, width, moves=True)
        yield plain(
            _("The staff is long, {count} agents: look closer with --agent ID or --team TEAM.")
            .format(count=len(selection.agents))
        )  # fmt: skip
    yield from figures(plan)
    yield from oddities(problem, stints)


def heading(plan: RotationPlan) -> RenderableType:
    """Which policy, which periods, how many agents."""
    problem = plan.problem
    return plain(
        _("Rotation plan {policy}: {first} to {last}, agents: {count}").format(
            policy=plan.policy,
            first=problem.periods[0].label,
            last=problem.periods[problem.horizon - 1].label,
            count=len(problem.agents),
        ),
        style="bold",
    )


def legend(problem: RotationProblem) -> Iterator[RenderableType]:
    """Letters, posts, stints and headcounts."""
    yield plain_table(
        [Column("", keep=True), _("Post"), Column(_("Stint"), right=True),
         Column(_("Headcount"), right=True)],
        [
            (Text(f" {letter(number)} ", style=style(number)), post.name,
             str(Range(post.shortest, post.longest)),
             str(Range(post.low[0], post.high[0])))
            for number, post in enumerate(problem.posts)
        ],
    )  # fmt: skip


def calendar(
    problem: RotationProblem,
    posts: Posts,
    stints: Sequence[tuple[Stint, ...]],
    agents: Sequence[int],
    width: int,
) -> Iterator[RenderableType]:
    """Agents by periods."""
    rows = [_agent_row(problem, posts, stints[number], number) for number in agents]
    yield from _spaced(grids(_("Agent"), problem.periods[: problem.horizon], rows, width))
    marks = [_("> changes post")]
    if any(stint.overdue for number in agents for stint in stints[number]):
        marks.append(_("! overdue"))
    if any(problem.agents[number].absent for number in agents):
        marks.append(_("small letter: absent"))
    if any((posts[number] == NOWHERE).any() for number in agents):
        marks.append(_(". not employed"))
    yield plain(_("; ").join(marks), style="dim")


def headcount_view(
    problem: RotationProblem, posts: Posts, width: int, *, moves: bool
) -> Iterator[RenderableType]:
    """Present agents per post and period against the range; with `moves`, who comes and goes."""
    present = headcounts(problem, posts)
    joined, left = _flows(problem, posts)
    rows: list[Row] = []
    for number, post in enumerate(problem.posts):
        head = Text(letter(number), style=style(number)).append(" ").append_text(plain(post.name))
        head.append(f" ({Range(post.low[0], post.high[0])})")
        counts: list[Text] = []
        for period in range(problem.horizon):
            count = int(present[period, number])
            high = post.high[period]
            bad = count < post.low[period] or (high is not None and count > high)
            counts.append(Text(f"{count}!", style="bold red") if bad else Text(str(count)))
        rows.append(Row(head, tuple(counts)))
        if moves:
            rows.append(_flow_row(_("  come"), "+", [int(n) for n in joined[:, number]]))
            rows.append(_flow_row(_("  go"), "-", [int(n) for n in left[:, number]]))
    yield from _spaced(grids(_("Headcount"), problem.periods[: problem.horizon], rows, width))
    if any("!" in cell.plain for row in rows for cell in row.cells):
        yield plain(_("! outside the range"))


def figures(plan: RotationPlan) -> Iterator[RenderableType]:
    """Goals, objective, bound and gap."""
    result = plan.result
    if result.evaluation is None:
        return
    weights = normalised_weights(plan.problem)
    names = goal_names()
    yield Text("")
    yield plain_table(
        [_("Goal"), Column(_("Weight"), right=True), Column(_("Achieved"), right=True)],
        [
            (names[goal], f"{weights[goal]:.0%}", f"{1 - result.evaluation.losses[goal]:.1%}")
            for goal in GOALS
            if weights[goal]
        ],
    )
    said = _("Objective {objective:.6f}, bound {bound:.6f}, gap {gap:.2%}: {status}.")
    yield plain(
        said.format(
            objective=result.evaluation.objective,
            bound=result.bound,
            gap=result.gap,
            status=statuses()[result.status],
        )
    )
    if plan.problem.goals.worst_first:
        yield plain(_worst_first(plan))
    yield plain(
        _("Overdue periods {overdue} (at least {least}), deviations {deviations} (at least "
          "{fewest}).").format(
            overdue=result.overdue.value,
            least=result.overdue.bound,
            deviations=result.deviations.value,
            fewest=result.deviations.bound,
        )
    )  # fmt: skip
    yield from open_levels(result)


def open_levels(result: PlanResult) -> Iterator[RenderableType]:
    """Which levels before the goals the search left open, if any."""
    if result.overdue.value > result.overdue.bound:
        yield plain(_("Open: whether fewer overdue periods are possible. The search ended before "
                      "it could tell."))  # fmt: skip
    if result.deviations.value > result.deviations.bound:
        yield plain(_("Open: whether fewer deviations are possible. The search ended before it "
                      "could tell."))  # fmt: skip


def _worst_first(plan: RotationPlan) -> str:
    levels = plan.result.worst
    if not levels:
        return _("Worst off first: no level settled.")
    figures = {
        "loss": f"{levels[0].loss:.4f}",
        "agents": len(levels[0].agents),
        "levels": len(levels),
        "proven": sum(level.proven for level in levels),
    }
    if plan.result.work.get("worst_complete"):
        said = _("Worst off first: the largest loss is {loss} (agents: {agents}); levels settled: "
                 "{levels}, all there are; proven: {proven}.")  # fmt: skip
    else:
        said = _("Worst off first: the largest loss is {loss} (agents: {agents}); levels settled: "
                 "{levels}, of which proven: {proven}; the sum decides the rest.")  # fmt: skip
    return said.format(**figures)


def oddities(
    problem: RotationProblem, stints: tuple[tuple[Stint, ...], ...]
) -> Iterator[RenderableType]:
    """Overdue agents, and stints that differ from their post's length."""
    overdue = overdue_stints(problem, stints)
    if overdue:
        yield from _odd_table(_("Overdue at the start, and waiting"), problem, overdue)
    deviating = deviating_stints(problem, stints)
    if deviating:
        yield from _odd_table(_("Stints of another length"), problem, deviating, signed=True)


def moves_view(
    problem: RotationProblem, posts: Posts, period: int, agents: Sequence[int]
) -> Iterator[RenderableType]:
    """Who changes post at the start of a period, from where to where, by the pair of posts."""
    label = problem.periods[period].label
    moves = moves_in(problem, posts, period, agents)
    if not moves:
        yield plain(_("Nobody changes post in {period}.").format(period=label))
        return
    rows: list[tuple[object, ...]] = []
    shown: tuple[int | None, int | None] | None = None
    for agent, before, after in moves:
        pair = (before, after)
        who = problem.agents[agent]
        rows.append(
            (
                _place_name(problem, before, _("(joins)")) if pair != shown else "",
                _place_name(problem, after, _("(leaves)")) if pair != shown else "",
                who.id,
                who.name,
                who.team or "",
            )
        )
        shown = pair
    title = _("Moves in {period}: {count}").format(period=label, count=len(moves))
    yield plain_table(
        [_("From"), _("To"), Column(_("Agent"), keep=True), _("Name"), _("Team")], rows, title
    )


def moves_in(
    problem: RotationProblem, posts: Posts, period: int, agents: Sequence[int]
) -> tuple[tuple[int, int | None, int | None], ...]:
    """(agent, from, to) of all who change post, join or leave at the start of a period."""
    before = _before(problem, posts, period)
    moves: list[tuple[int, int | None, int | None]] = []
    for agent in agents:
        was, now = int(before[agent]), int(posts[agent, period])
        if was != now:
            moves.append((agent, None if was == NOWHERE else was, None if now == NOWHERE else now))
    return tuple(
        sorted(
            moves,
            key=lambda move: (
                len(problem.posts) if move[1] is None else move[1],
                len(problem.posts) if move[2] is None else move[2],
                move[0],
            ),
        )
    )


def goal_names() -> dict[str, str]:
    """What people call the goals."""
    return {
        "fairness": _("Fairness"),
        "growth": _("Growth"),
        "interest": _("Interest"),
        "stability": _("Stability"),
    }


def statuses() -> dict[str, str]:
    """What a status means."""
    return {
        "proven": _("proven within the gap asked"),
        "feasible": _("not proven to be the best"),
        "interrupted": _("interrupted, the best plan so far"),
        "infeasible": _("no plan satisfies all rules"),
    }


def _agent_row(
    problem: RotationProblem, posts: Posts, stints: tuple[Stint, ...], number: int
) -> Row:
    agent = problem.agents[number]
    starts = {stint.start for stint in stints if not stint.running}
    overdue = {
        period for stint in stints if stint.overdue for period in range(stint.start, stint.end + 1)
    }
    cells = tuple(
        post_cell(
            int(post),
            changed=period in starts,
            overdue=period in overdue,
            absent=period in agent.absent,
        )
        for period, post in enumerate(posts[number])
    )
    return Row(plain(f"{agent.id} {agent.name}"), cells)


def _flows(problem: RotationProblem, posts: Posts) -> tuple[Posts, Posts]:
    shape = (problem.horizon, len(problem.posts))
    joined, left = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.int16)
    for period in range(problem.horizon):
        before, after = _before(problem, posts, period), posts[:, period]
        moved = before != after
        for post in range(len(problem.posts)):
            joined[period, post] = (moved & (after == post)).sum()
            left[period, post] = (moved & (before == post)).sum()
    return joined, left


def _before(problem: RotationProblem, posts: Posts, period: int) -> Posts:
    if period:
        return posts[:, period - 1]
    held = [NOWHERE if agent.post is None else agent.post for agent in problem.agents]
    return np.array(held, dtype=np.int16)


def _flow_row(head: str, sign: str, counts: list[int]) -> Row:
    return Row(
        Text(head, style="dim"),
        tuple(Text(f"{sign}{count}" if count else "·", style="dim") for count in counts),
    )


def _odd_table(
    title: str, problem: RotationProblem, odd: Sequence[Odd], *, signed: bool = False
) -> Iterator[RenderableType]:
    rows = [
        (
            problem.agents[one.agent].id,
            problem.agents[one.agent].name,
            problem.posts[one.stint.post].name,
            problem.periods[one.stint.start].label,
            f"{one.periods:+d}" if signed else str(one.periods),
        )
        for one in odd[:LISTED_AT_MOST]
    ]
    columns: list[str | Column] = [Column(_("Agent"), keep=True), _("Name"), _("Post"), _("From"),
               Column(_("Periods"), right=True)]  # fmt: skip
    heading = _("{title}: {count}").format(title=title, count=len(odd))
    yield Text("")
    yield plain_table(columns, rows, heading)
    if len(odd) > LISTED_AT_MOST:
        yield plain(
            _("The first {shown} of {count}; --format json lists all.").format(
                shown=LISTED_AT_MOST, count=len(odd)
            )
        )


def _place_name(problem: RotationProblem, post: int | None, otherwise: str) -> Text:
    if post is None:
        return plain(otherwise)
    return (
        Text(letter(post), style=style(post))
        .append(" ")
        .append_text(plain(problem.posts[post].name))
    )


def _spaced(tables: Iterator[RenderableType]) -> Iterator[RenderableType]:
    for table in tables:
        yield Text("")
        yield table
