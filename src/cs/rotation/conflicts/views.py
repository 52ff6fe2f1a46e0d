"""No plan, and why: the conflict, each rule with its line, and what would help."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate
from cs.rotation.conflicts.diagnosis import Diagnosis
from cs.rotation.conflicts.elements import Element, joined
from cs.rotation.conflicts.narrowing import Conflict
from cs.rotation.conflicts.relaxing import Relaxation
from cs.rotation.conflicts.words import advice, agents_text, name_of, periods_text, statement
from cs.rotation.problem import RotationProblem
from cs.terminal import plain

LISTED = 6
"""Longer lists are cut, and say so."""


def diagnosis_view(
    problem: RotationProblem, diagnosis: Diagnosis, stated: Callable[[Element], str]
) -> Iterator[RenderableType]:
    """A conflict that was found, and the relaxations.

    Args:
        stated: file and line of a rule.
    """
    conflict = diagnosis.conflict
    if conflict is None:
        return
    yield plain(_("No plan satisfies all rules."), style="bold")
    if conflict.minimal:
        yield plain(_("These rules cannot all hold; without any one of them the others can:"))
    else:
        yield plain(_("These rules cannot all hold; that fewer of them already conflict is not "
                      "ruled out (not proven minimal):"))  # fmt: skip
    shown = joined(conflict.elements) if not conflict.minimal else conflict.elements
    for element in _shown(shown, conflict.minimal):
        place, name = stated(element), translate(name_of(element))
        said = f"{name}{_(': ')}{translate(statement(problem, element))}"
        yield plain(f"  {place}: {said}" if place else f"  {said}")
        yield from _places(problem, conflict, element)
    if not conflict.minimal and len(shown) > LISTED * 2:
        yield plain(_("  and {count} more").format(count=len(shown) - LISTED * 2))
    named = [*conflict.elements]
    named += [change.element for one in diagnosis.relaxations for change in one.changes]
    if any(period >= problem.horizon for each in named for period in each.periods):
        yield plain(_("Rules hold for some time after the plan's last period {last} too, so that "
                      "its end leads nowhere that has no way on.").format(
            last=problem.periods[problem.horizon - 1].label))  # fmt: skip
    if diagnosis.stuck:
        yield plain(_("Agents whom their own rules leave no path, whatever the others do: "
                      "{agents}").format(
            agents=_cut(agents_text(problem, diagnosis.stuck))))  # fmt: skip
    yield Text("")
    yield from _relaxations(problem, diagnosis, stated)


def _shown(elements: Sequence[Element], minimal: bool) -> Sequence[Element]:
    return elements if minimal else elements[: LISTED * 2]


def _places(
    problem: RotationProblem, conflict: Conflict, element: Element
) -> Iterator[RenderableType]:
    """At which posts and when a rule over all posts counts for the conflict."""
    if element.sort == "skill_level" and element.post is not None:
        at = [
            (post, p)
            for s, post, p in conflict.places
            if s == element.sort and post == element.post
        ]
    elif element.sort in ("leaving_share", "experienced_share"):
        at = [(post, period) for sort, post, period in conflict.places if sort == element.sort]
    else:
        return
    texts = []
    for post, cells in groupby(at, key=lambda cell: cell[0]):
        periods = periods_text(problem, [period for _post, period in cells])
        words = [period if isinstance(period, str) else translate(period) for period in periods]
        texts.append(_("{post} in {periods}").format(
            post=problem.posts[post].name, periods=_cut(words)))  # fmt: skip
    if texts:
        yield plain(_("    it counts at: {places}").format(places=_cut(texts)))


def _relaxations(
    problem: RotationProblem, diagnosis: Diagnosis, stated: Callable[[Element], str]
) -> Iterator[RenderableType]:
    if diagnosis.relaxations:
        yield plain(_("What would help, the cheapest first; for each a plan was found:"))
    elif diagnosis.complete:
        yield plain(_("No small change was found that helps."))
    for number, relaxation in enumerate(diagnosis.relaxations, 1):
        yield from _relaxation(problem, number, relaxation, stated)
    if diagnosis.complete:
        return
    if diagnosis.relaxations:
        yield plain(_("The search was stopped before its end; there may be other changes that "
                      "help, cheaper ones too."))  # fmt: skip
    else:
        yield plain(_("The search was stopped before a change that helps was found; there may be "
                      "some."))  # fmt: skip


def _relaxation(
    problem: RotationProblem,
    number: int,
    relaxation: Relaxation,
    stated: Callable[[Element], str],
) -> Iterator[RenderableType]:
    for place, change in enumerate(relaxation.changes[:LISTED]):
        lead = f"{number:>3}. " if place == 0 else "     "
        said = translate(advice(problem, change))
        where = stated(change.element)
        yield plain(f"{lead}{said}{_(' ({place})').format(place=where) if where else ''}")
    if len(relaxation.changes) > LISTED:
        more = len(relaxation.changes) - LISTED
        yield plain(_("     and {count} more changes; --format json has all").format(count=more))
    yield plain(_("     cost {cost}").format(cost=f"{relaxation.cost:g}"))


def _cut(words: Sequence[str]) -> str:
    shown = _(", ").join(words[:LISTED])
    if len(words) <= LISTED:
        return shown
    return _("{shown} and {count} more").format(shown=shown, count=len(words) - LISTED)
