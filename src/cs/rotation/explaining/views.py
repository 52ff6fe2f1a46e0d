"""Reasons in the terminal: a table of alternatives a changeover, a headcount with its rules."""

from collections.abc import Callable, Iterator

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, fill, translate
from cs.rotation.breaches import describe, rule_name
from cs.rotation.explaining.reasons import (
    AgentReasons,
    Alternative,
    Changeover,
    HeadcountReasons,
    Limit,
)
from cs.rotation.explaining.wording import (
    SEEN,
    amount,
    levels_words,
    limit_words,
    open_reasons,
    points,
    pressure_words,
)
from cs.rotation.planning.couplings import EXPERIENCED, LEAVING
from cs.rotation.problem import BrokenRule, RotationProblem, RuleName
from cs.rotation.views import goal_names
from cs.terminal import Column, plain, plain_table
from cs.wrapping import hang

StatedAt = Callable[[BrokenRule], str]


def agent_view(
    problem: RotationProblem, reasons: AgentReasons, stated_at: StatedAt, width: int
) -> Iterator[RenderableType]:
    """Every changeover of an agent."""
    agent = problem.agents[reasons.agent]
    yield plain(
        _("Why {agent} is there: {first} to {last}").format(
            agent=f"{agent.id} {agent.name}",
            first=problem.periods[0].label,
            last=problem.periods[problem.horizon - 1].label,
        ),
        style="bold",
    )
    yield _lines(
        _("Out of 100 points that the goals can give, {agent} goes without {lost} ({goals}); on "
          "the best of all paths, without {least}.").format(
            agent=agent.id,
            lost=amount(sum(loss for _goal, loss in reasons.losses)),
            goals=_goals([(goal, amount(loss)) for goal, loss in reasons.losses if loss >= SEEN]),
            least=amount(reasons.least),
        ),
        width,
    )  # fmt: skip
    for change in reasons.changeovers:
        yield Text("")
        yield plain(_change_words(problem, change), style="bold")
        yield from _alternatives(problem, change, reasons, stated_at, width)
    yield Text("")
    yield _lines(
        _("Each alternative leaves everything before it as planned. Its part for {agent} is exact, "
          "on the best path from there; the part for the others is what their places are worth at "
          "the plan's prices; that it is worse by at least so much in all is proven. These prices "
          "prove no difference below {unproven} points, all agents together.").format(
            agent=agent.id, unproven=amount(reasons.unproven)
        ),
        width,
    )  # fmt: skip
    yield from _of_the_sum(problem, width)


def _of_the_sum(problem: RotationProblem, width: int) -> Iterator[RenderableType]:
    """What prices of a sum tell of a plan that puts the worst off first."""
    if problem.goals.worst_first:
        yield _lines(
            _("The policy lifts the worst off first (between_agents: worst_first). These prices "
              "are those of the sum of all agents, which comes second: an alternative that costs "
              "the sum little, or even helps it, may leave the worst off with less."),
            width,
        )  # fmt: skip


def _change_words(problem: RotationProblem, change: Changeover) -> str:
    figures = {
        "period": problem.periods[change.period].label,
        "before": "" if change.before is None else problem.posts[change.before].name,
        "post": problem.posts[change.post].name,
        "end": problem.periods[change.end].label,
    }
    if change.before is None:
        said = _("{period}: joins at {post}, until {end}")
    elif change.stays:
        said = _("{period}: stays at {post}, until {end}")
    else:
        said = _("{period}: from {before} to {post}, until {end}")
    if change.open_end:
        said = _("{words} or longer").format(words=said)
    return fill(said, **figures)


def _alternatives(
    problem: RotationProblem,
    change: Changeover,
    reasons: AgentReasons,
    stated_at: StatedAt,
    width: int,
) -> Iterator[RenderableType]:
    agent = problem.agents[reasons.agent].id
    dearer: list[str] = []
    forbidden: dict[str, list[str]] = {}
    for one in sorted(change.alternatives, key=_order):
        name = _("staying") if one.stays else problem.posts[one.post].name
        if one.verdict == "open":
            yield _lines(_figures(agent, name, one), width, 2)
            for words in open_reasons(problem, one, reasons.unproven):
                yield _lines(translate(words), width, 6)
        elif one.verdict == "levels":
            why = translate(levels_words(one))
            dearer.append(_("{post}: {why}").format(post=name, why=why))
        else:
            forbidden.setdefault(_forbidden(problem, one, stated_at), []).append(name)
    for said in dearer:
        yield _lines(said, width, 2)
    for why, names in forbidden.items():
        said = _("Not {names}: {why}").format(names=_(", ").join(names), why=why)
        yield _lines(said, width, 2)


def _figures(agent: str, name: str, one: Alternative) -> str:
    figures = {
        "post": name,
        "agent": agent,
        "own": points(one.own_loss),
        "goals": _goals([(g, points(loss)) for g, loss in one.own if abs(loss) >= SEEN]),
        "others": points(one.others),
        "worse": amount(one.at_least),
    }
    if not figures["goals"]:
        said = _("{post}: {agent} {own}, others {others}; in all worse by at least {worse}.")
    else:
        said = _("{post}: {agent} {own} ({goals}), others {others}; in all worse by at least "
                 "{worse}.")  # fmt: skip
    return said.format(**figures)


def _lines(text: str, width: int, by: int = 0) -> Text:
    margin = " " * by
    return plain(hang(text, margin, margin, width))


def _order(one: Alternative) -> tuple[int, float, int]:
    return (("open", "levels", "forbidden").index(one.verdict), one.at_least, one.post)


def _goals(goals: list[tuple[str, str]]) -> str:
    names = goal_names()
    return _(", ").join(f"{names[goal]} {figure}" for goal, figure in goals)


def _forbidden(problem: RotationProblem, one: Alternative, stated_at: StatedAt) -> str:
    if not one.broken:
        return _("No way on from there keeps all rules.")
    breach = one.broken[0]
    place, name = stated_at(breach), translate(rule_name(breach.rule))
    said = _("{rule}: {sentence}").format(rule=name, sentence=translate(describe(problem, breach)))
    if one.later:
        said = _("every way on from there breaks a rule, for example {rule}").format(rule=said)
    return _("{reason} ({place})").format(reason=said, place=place) if place else said


def headcount_view(
    problem: RotationProblem, reasons: HeadcountReasons, stated_at: StatedAt, width: int
) -> Iterator[RenderableType]:
    """Who is at a post in a period, and why so many."""
    post, period = problem.posts[reasons.post], problem.periods[reasons.period]
    yield plain(
        fill(_("Why so many at {post} in {period}"), post=post.name, period=period.label),
        style="bold",
    )
    for limit in reasons.limits:
        place = stated_at(_rule_of(reasons, limit))
        said = _("{figures} {pressure} ({place})") if place else _("{figures} {pressure}")
        yield _lines(
            said.format(
                figures=translate(limit_words(limit)),
                pressure=translate(pressure_words(limit)),
                place=place,
            ),
            width,
        )
    yield _lines(
        _("Points: 100 is what the goals can give one agent; all agents together count. These "
          "prices prove no difference below {unproven}.").format(unproven=amount(reasons.unproven)),
        width,
    )  # fmt: skip
    yield from _of_the_sum(problem, width)
    yield Text("")
    came = set(reasons.came)
    rows = [
        (
            problem.agents[one.agent].id,
            problem.agents[one.agent].name,
            problem.periods[one.since].label if one.since else _("before"),
            _("new") if one.agent in came else "",
            _("yes") if one.experienced else _("no"),
            _("absent") if one.absent else "",
        )
        for one in reasons.occupants
    ]
    yield plain_table(
        [Column(_("Agent"), keep=True), _("Name"), Column(_("Since"), keep=True), "",
         _("Experienced"), ""],
        rows,
    )  # fmt: skip
    for said, numbers in (
        (_("Changed away: {agents}"), reasons.went),
        (_("Left the staff: {agents}"), reasons.exits),
    ):
        if numbers:
            ids = [problem.agents[number].id for number in numbers]
            yield plain(said.format(agents=_(", ").join(ids)))


def _rule_of(reasons: HeadcountReasons, limit: Limit) -> BrokenRule:
    """The limit as a rule that has a line in the policy."""
    rule: RuleName = "headcount"
    if limit.sort == LEAVING:
        rule = "leaving_share"
    elif limit.sort == EXPERIENCED:
        rule = "experienced_share"
    return BrokenRule(rule, reasons.post, reasons.period)
