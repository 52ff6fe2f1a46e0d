"""A replan in the terminal: events, who moves otherwise and why, both plans' figures."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate
from cs.rotation.breaches import conflicts, describe, rule_name
from cs.rotation.evaluation import normalised_weights
from cs.rotation.problem import GOALS, BrokenRule, RotationPlan, RotationProblem
from cs.rotation.replanning.differences import Comparison, Difference, Event
from cs.rotation.replanning.reasons import Kind
from cs.rotation.replanning.records import post_ids
from cs.rotation.replanning.wording import reason_text
from cs.rotation.views import goal_names, open_levels, statuses
from cs.terminal import Column, plain, plain_table

LISTED_AT_MOST = 40
EVENTS_AT_MOST = 12
"""Longer lists are cut, and say so."""


@dataclass(frozen=True)
class Shown:
    """What the heading says of the question."""

    published: str
    keep: float
    notice: int


def replan_view(
    plan: RotationPlan,
    shown: Shown,
    comparison: Comparison,
    stated_at: Callable[[BrokenRule], str],
) -> Iterator[RenderableType]:
    """The whole result, part by part."""
    problem = plan.problem
    yield plain(
        _("Replan of {published} for {policy}: {first} to {last}, agents: {count}").format(
            published=shown.published,
            policy=plan.policy,
            first=problem.periods[0].label,
            last=problem.periods[problem.horizon - 1].label,
            count=len(problem.agents),
        ),
        style="bold",
    )
    yield from _events(problem, comparison.events)
    yield from _broken(problem, comparison.broken, stated_at)
    yield Text("")
    if comparison.differences:
        yield from _table(problem, comparison.differences, stated_at)
    else:
        yield plain(_("Nobody moves otherwise than published."))
    yield from _counts(comparison, shown)
    yield from _figures(plan, comparison, shown.keep)


def _events(problem: RotationProblem, events: tuple[Event, ...]) -> Iterator[RenderableType]:
    for event in events[:EVENTS_AT_MOST]:
        label = _label(problem, event.period)
        who = f"{event.agent} {event.name}".strip()
        if event.kind == "leaver" and event.period > 0:
            yield plain(_("{agent} leaves before {period}.").format(agent=who, period=label))
        elif event.kind == "leaver":
            yield plain(_("{agent} no longer rotates.").format(agent=who))
        elif event.kind == "newcomer":
            post = "" if event.post is None else problem.posts[event.post].name
            text = _("{agent} is new, and begins in {period} at {post}.")
            yield plain(text.format(agent=who, period=label, post=post))
        else:
            last = _label(problem, event.period if event.last is None else event.last)
            text = (
                _("{agent} is absent, weeks counted: {first} to {last}.")
                if problem.periods[0].is_week
                else _("{agent} is absent, months counted: {first} to {last}.")
            )
            yield plain(text.format(agent=who, first=label, last=last))
    if len(events) > EVENTS_AT_MOST:
        yield _cut(EVENTS_AT_MOST, len(events))


def _broken(
    problem: RotationProblem,
    broken: tuple[BrokenRule, ...],
    stated_at: Callable[[BrokenRule], str],
) -> Iterator[RenderableType]:
    if not broken:
        return
    yield Text("")
    yield plain(_("As it was published, the plan would now break:"))
    found = conflicts(broken)
    for conflict in found[:EVENTS_AT_MOST]:
        place, name = stated_at(conflict.worst), translate(rule_name(conflict.worst.rule))
        said = f"{name}: {translate(describe(problem, conflict.worst))}"
        yield plain(f"{place}: {said}" if place else said)
        if len(conflict.periods) > 1:
            labels = [problem.periods[period].label for period in conflict.periods]
            yield plain(_("    periods: {periods}").format(periods=_(", ").join(labels)))
    if len(found) > EVENTS_AT_MOST:
        yield _cut(EVENTS_AT_MOST, len(found))


def _table(
    problem: RotationProblem,
    differences: tuple[Difference, ...],
    stated_at: Callable[[BrokenRule], str],
) -> Iterator[RenderableType]:
    rows = []
    for one in differences[:LISTED_AT_MOST]:
        agent = problem.agents[one.agent]
        reason = translate(reason_text(problem, one.reason, one.agent, stated_at))
        rows.append(
            (
                agent.id,
                agent.name,
                problem.periods[one.first].label,
                "→".join(post_ids(problem, one.published)),
                problem.posts[one.post].id,
                reason,
            )
        )
    yield plain_table(
        [
            Column(_("Agent"), keep=True),
            _("Name"),
            Column(_("From"), keep=True),
            _("Published"),
            _("Now"),
            _("Why"),
        ],
        rows,
        _("Changed stints: {count}").format(count=len(differences)),
    )
    if len(differences) > LISTED_AT_MOST:
        yield _cut(LISTED_AT_MOST, len(differences))


def _counts(comparison: Comparison, shown: Shown) -> Iterator[RenderableType]:
    differences = comparison.differences
    changed, short = comparison.replanned.changed, comparison.replanned.short
    if differences:
        kinds = Counter((one.reason.root or one.reason).kind for one in differences)
        names: dict[Kind, str] = {
            "leaver": _("who left"),
            "absence": _("absences"),
            "newcomer": _("newcomers"),
            "rule": _("rules"),
            "goals": _("goals"),
            "stopped": _("not proven, the search was stopped"),
            "together": _("several rules together"),
        }
        said = [f"{names[kind]} {kinds[kind]}" for kind in names if kinds[kind]]
        agents = len({one.agent for one in differences})
        yield plain(
            _("Agents who move otherwise: {agents}. Changed stints by what began them: {kinds}.")
            .format(agents=agents, kinds=_(", ").join(said))
        )  # fmt: skip
    levels = {"changed": changed.value, "short": short.value, "notice": shown.notice}
    if shown.keep >= 1:
        text = _(
            "Changed stints {changed} (at least {fewest}); periods short of a notice of {notice}: "
            "{short} (at least {least})."
        )
        yield plain(text.format(fewest=changed.bound, least=short.bound, **levels))
    else:
        text = _("Changed stints {changed}; periods short of a notice of {notice}: {short}.")
        yield plain(text.format(**levels))


def _figures(plan: RotationPlan, comparison: Comparison, keep: float) -> Iterator[RenderableType]:
    result, before = plan.result, comparison.before
    if result.evaluation is None:
        return
    weights, names = normalised_weights(plan.problem), goal_names()
    now = result.evaluation
    rows: list[tuple[object, ...]] = [
        (_("Overdue periods"), "–" if before is None else str(before.overdue), str(now.overdue)),
        (_("Deviations"), "–" if before is None else str(before.deviations), str(now.deviations)),
    ]
    for goal in GOALS:
        if weights[goal]:
            then = "–" if before is None else f"{1 - before.losses[goal]:.1%}"
            rows.append((names[goal], then, f"{1 - now.losses[goal]:.1%}"))
    then = "–" if before is None else f"{before.objective:.6f}"
    rows.append((_("Objective"), then, f"{now.objective:.6f}"))
    yield Text("")
    right = [Column(_("Published"), right=True), Column(_("New"), right=True)]
    yield plain_table([_("Figure"), *right], rows)
    if keep >= 1:
        said = _("The goals within the fewest changes: bound {bound:.6f}, gap {gap:.2%}: {status}.")
    elif keep > 0:
        said = _("Goals and changes, weighed {keep:g}: bound {bound:.6f}, gap {gap:.2%}: {status}.")
    else:
        said = _("The goals alone: bound {bound:.6f}, gap {gap:.2%}: {status}.")
    status = statuses()[result.status]
    yield plain(said.format(bound=result.bound, gap=result.gap, status=status, keep=keep))
    yield from open_levels(result)


def _label(problem: RotationProblem, period: int) -> str:
    return problem.periods[min(max(period, 0), problem.length - 1)].label


def _cut(shown: int, count: int) -> RenderableType:
    text = _("The first {shown} of {count}; --format json lists all.")
    return plain(text.format(shown=shown, count=count))
