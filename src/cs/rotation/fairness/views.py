"""Fairness in the terminal: who is where for how long, how uneven it is, who is worst off."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.rotation.fairness.lifting import Lift
from cs.rotation.fairness.measures import AgentFigures, GroupFigures, Spread
from cs.rotation.fairness.records import Fairness
from cs.rotation.grid import letter, style
from cs.rotation.problem import RotationProblem
from cs.terminal import Column, plain, plain_table
from cs.wrapping import hang

AGENTS_AT_MOST = 40
"""Of longer staffs only the worst off are listed."""
LISTED = 10


def fairness_view(
    problem: RotationProblem, fairness: Fairness, width: int
) -> Iterator[RenderableType]:
    """The whole, part by part."""
    yield plain(
        _("Fairness of the plan: {first} to {last}, agents: {count}").format(
            first=problem.periods[0].label,
            last=problem.periods[problem.horizon - 1].label,
            count=len(problem.agents),
        ),
        style="bold",
    )
    yield plain(
        _("Between agents the policy lifts the worst off first.")
        if problem.goals.worst_first
        else _("Between agents the policy counts the sum of their losses.")
    )
    yield Text("")
    yield _spreads(problem, fairness.spreads)
    weekly = problem.periods[0].is_week
    if fairness.ranks:
        yield Text("")
        yield plain_table(
            [_("Wish"), Column(_("Agents"), right=True), Column(_("Granted"), right=True),
             Column(_("Weeks there") if weekly else _("Months there"), right=True)],
            [
                (str(one.rank), str(one.agents), f"{one.granted / one.agents:.0%}",
                 f"{one.months:.1f}")
                for one in fairness.ranks
            ],
        )  # fmt: skip
    if fairness.groups:
        yield Text("")
        yield _groups(problem, fairness.groups, fairness.grouped_by or "")
    yield Text("")
    yield from _agents(problem, fairness.agents, width)
    yield Text("")
    yield from _worst(problem, fairness.lifts, width)


def _spreads(problem: RotationProblem, spreads: Sequence[Spread]) -> RenderableType:
    names = {
        "granted": _("Share of time at wished posts"),
        "changes": _("Changes of post"),
        "fairness": _("Distance from equal shares (0 to 1)"),
        "loss": _("Points gone without (of 100)"),
    }
    rows = []
    for one in spreads:
        if one.post is None:
            name: Text | str = names[one.figure]
        else:
            name = Text(letter(one.post), style=style(one.post)).append(" ")
            at = _("weeks at {post}") if problem.periods[0].is_week else _("months at {post}")
            name.append_text(plain(at.format(post=problem.posts[one.post].name)))
        shown = {"granted": "{:.0%}", "fairness": "{:.3f}", "loss": "{:.1f}"}.get(
            one.figure, "{:.1f}"
        )
        scale = 100 if one.figure == "loss" else 1
        figures = [shown.format(x * scale) for x in (one.mean, one.least, one.most)]
        rows.append((name, *figures, f"{one.gini:.3f}"))
    return plain_table(
        [_("Per agent"), Column(_("Mean"), right=True), Column(_("Least"), right=True),
         Column(_("Most"), right=True), Column(_("Gini"), right=True)],
        rows,
    )  # fmt: skip


def _groups(
    problem: RotationProblem, groups: Sequence[GroupFigures], column: str
) -> RenderableType:
    name = {
        "team": _("Team"),
        "site": _("Site"),
        "grade": _("Grade"),
        "track": _("Track"),
        "status": _("Status"),
    }[column]
    posts = [Column(letter(number), right=True) for number in range(len(problem.posts))]
    return plain_table(
        [name, Column(_("Agents"), right=True), *posts, Column(_("Wishes"), right=True),
         Column(_("Changes"), right=True), Column(_("Lost"), right=True)],
        [
            (
                one.name or _("(none)"),
                str(one.agents),
                *(f"{months:.1f}" for months in one.months),
                "" if one.granted is None else f"{one.granted:.0%}",
                f"{one.changes:.1f}",
                f"{one.loss * 100:.1f}",
            )
            for one in groups
        ],
        _("Means by {column}").format(column=name),
    )  # fmt: skip


def _agents(
    problem: RotationProblem, figures: Sequence[AgentFigures], width: int
) -> Iterator[RenderableType]:
    order = list(range(len(figures)))
    if len(order) > AGENTS_AT_MOST:
        order = sorted(order, key=lambda number: (-figures[number].loss, number))[:LISTED]
    posts = [Column(letter(number), right=True) for number in range(len(problem.posts))]
    yield plain_table(
        [Column(_("Agent"), keep=True), _("Name"), *posts, _("Wishes"),
         Column(_("Changes"), right=True), Column(_("Lost"), right=True)],
        [
            (
                problem.agents[number].id,
                problem.agents[number].name,
                *(f"{h}+{p}" for h, p in zip(one.history, one.planned, strict=True)),
                " ".join(f"{wish.rank}.{letter(wish.post)}:{wish.months}" for wish in one.wishes),
                str(one.changes),
                f"{one.loss * 100:.1f}",
            )
            for number in order
            for one in (figures[number],)
        ],
    )  # fmt: skip
    said = (
        _("Weeks before + in the plan; wishes: rank, post, weeks there; lost: points of 100 that "
          "the goals could give.")
        if problem.periods[0].is_week
        else _("Months before + in the plan; wishes: rank, post, months there; lost: points of "
               "100 that the goals could give.")
    )  # fmt: skip
    yield plain(hang(said, "", "", width))  # fmt: skip
    if len(order) < len(figures):
        yield plain(
            _("The {shown} who lose most of {count}; --format csv or json lists all.").format(
                shown=len(order), count=len(figures)
            )
        )


def _worst(problem: RotationProblem, lifts: Sequence[Lift], width: int) -> Iterator[RenderableType]:
    if not lifts:
        return
    yield plain(_("Worst off, and what lifting each would cost (plans made anew)"), style="bold")
    for one in lifts:
        agent = problem.agents[one.agent]
        figures: dict[str, object] = {
            "agent": f"{agent.id} {agent.name}",
            "loss": f"{one.loss * 100:.1f}",
            "least": f"{one.least * 100:.1f}",
            "target": f"{one.target * 100:.1f}",
            "reached": f"{one.reached * 100:.1f}",
        }
        if one.verdict == "best":
            said = _("{agent} goes without {loss}: no path open to {agent} gives more.")
        elif one.verdict == "impossible":
            said = _("{agent} goes without {loss}: no plan leaves {agent} with {target} or less to "
                     "lose; alone, {least} would be the least.")  # fmt: skip
        elif one.others is None:
            said = _("{agent} goes without {loss}: whether a plan with {target} exists was not "
                     "settled.")  # fmt: skip
        else:
            said = _(
                "{agent} goes without {loss}: a plan with {reached} exists; the others together "
                "would lose {most} more, in no such plan less than {fewest}."
            )
            figures |= {
                "fewest": f"{one.others[0] * 100:.1f}",
                "most": f"{one.others[1] * 100:.1f}",
            }
        yield plain(hang(said.format(**figures), "  ", "  ", width))
