"""Why has a problem no plan, and what would have to give?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cs.kernel.messages import Message, message
from cs.rotation.conflicts.deciding import Judge, Stopped
from cs.rotation.conflicts.elements import Element
from cs.rotation.conflicts.narrowing import Conflict, find_conflict
from cs.rotation.conflicts.relaxing import Bundle, Relaxation, relaxations
from cs.rotation.conflicts.words import name_of
from cs.rotation.planning.solving import Stop
from cs.rotation.problem import RotationProblem


@dataclass(frozen=True)
class Diagnosis:
    """What was found.

    Attributes:
        conflict: None if it is not proven that there is no plan.
        feasible: there is a plan after all.
        stuck: agents whom their own rules leave no path, whatever the others do.
        relaxations: the cheapest first.
        complete: whether the search ended by itself.
        questions: problems decided.
    """

    conflict: Conflict | None
    feasible: bool = False
    stuck: tuple[int, ...] = ()
    relaxations: tuple[Relaxation, ...] = field(default_factory=tuple)
    complete: bool = True
    questions: int = 0


def diagnose(
    problem: RotationProblem,
    tell: Callable[[Message], None] | None = None,
    stop: Stop | None = None,
) -> Diagnosis:
    """A minimal conflict of a problem without a plan, and the cheapest ways out.

    Args:
        tell: told what is being tried.
        stop: asked between questions; what was found by then is returned, not `complete`.
    """
    # A published plan that is to be kept is no rule of the policy.
    problem = replace(problem, keeping=None)
    say = tell or (lambda _: None)
    judge = Judge(stop)
    say(message("Looking for a proof that there is no plan …"))
    try:
        first = judge.linear(problem)
        linear = first.feasible is False
        if not linear:
            first = judge.whole(problem)
    except Stopped:
        return Diagnosis(None, complete=False, questions=judge.questions)
    if first.feasible is not False:
        return Diagnosis(None, feasible=first.feasible is True, questions=judge.questions)

    def trying(element: Element, left: int) -> None:
        say(message("Narrowing the conflict: trying without {rule} …", rule=name_of(element)))

    conflict, complete = find_conflict(problem, first, judge, trying)
    found: list[Relaxation] = []

    def easing(bundle: Bundle) -> None:
        say(message("Looking for the least that must give: {rule} …",
                    rule=name_of(bundle.elements[0])))  # fmt: skip

    if conflict is not None and complete:
        try:
            relaxations(problem, conflict.elements, judge, linear, found.append, easing)
        except Stopped:
            complete = False
    return Diagnosis(
        conflict=conflict,
        stuck=first.stuck,
        relaxations=tuple(sorted(_least(found), key=lambda one: one.cost)),
        complete=complete,
        questions=judge.questions,
    )


def _least(found: Sequence[Relaxation]) -> Iterator[Relaxation]:
    """Those that do not ask for all that another asks for, and more."""
    asked = [frozenset(one.changes) for one in found]
    for one, changes in zip(found, asked, strict=True):
        if not any(other < changes for other in asked):
            yield one
