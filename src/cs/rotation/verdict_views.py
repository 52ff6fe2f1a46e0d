"""Broken rules in the terminal: what a plan breaks, or why there is none; each with its line."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate
from cs.rotation.breaches import conflicts, describe, rule_name
from cs.rotation.problem import BrokenRule, RotationProblem
from cs.terminal import plain

LISTED_AT_MOST = 10
"""Longer lists of periods and agents are cut, and say so."""


def conflict_view(
    problem: RotationProblem,
    broken: Sequence[BrokenRule],
    stated_at: Callable[[BrokenRule], str],
) -> Iterator[RenderableType]:
    """No plan: the rules that the least-violating one breaks, each with its line and figures."""
    yield plain(_("No plan satisfies all rules."), style="bold")
    yield plain(_("These rules stand against the others; a plan that keeps all the others breaks "
                  "them as little as this:"))  # fmt: skip
    for conflict in conflicts(broken):
        yield Text("")
        yield _breach_line(problem, conflict.worst, stated_at)
        if len(conflict.periods) > 1:
            labels = [problem.periods[period].label for period in conflict.periods]
            yield plain(_("    periods: {periods}").format(periods=_cut(labels)))
        if len(conflict.agents) > 1:
            ids = [problem.agents[number].id for number in conflict.agents]
            yield plain(_("    agents: {agents}").format(agents=_cut(ids)))


def verdict_view(
    problem: RotationProblem,
    broken: Sequence[BrokenRule],
    stated_at: Callable[[BrokenRule], str],
) -> Iterator[RenderableType]:
    """What the verifier says of a plan: every broken rule with its line."""
    for breach in broken:
        yield _breach_line(problem, breach, stated_at)
    figures = {
        "first": problem.periods[0].label,
        "last": problem.periods[problem.horizon - 1].label,
        "agents": len(problem.agents),
        "count": len(broken),
    }
    if broken:
        said = _("The plan from {first} to {last} breaks rules: {count}")
    else:
        said = _("The plan from {first} to {last} for {agents} agents keeps all rules.")
    yield plain(said.format(**figures))


def _breach_line(
    problem: RotationProblem, breach: BrokenRule, stated_at: Callable[[BrokenRule], str]
) -> Text:
    place, name = stated_at(breach), translate(rule_name(breach.rule))
    said = f"{name}: {translate(describe(problem, breach))}"
    return plain(f"{place}: {said}" if place else said)


def _cut(words: Sequence[str]) -> str:
    shown = _(", ").join(words[:LISTED_AT_MOST])
    if len(words) <= LISTED_AT_MOST:
        return shown
    return _("{shown} and {count} more").format(shown=shown, count=len(words) - LISTED_AT_MOST)
