"""What a timeline is: steps, taking up, trial and checklist, each with its days."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cs.kernel.durations import Duration
from cs.kernel.records import Provenance

Sort = Literal["step", "effect", "trial", "confirmation", "task"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a timeline.

    Attributes:
        id: of the step or task; the sort's word for the others.
        name: of the step, task or trial; empty where the sort says what it is.
        act: of a step; of a task what it is about; else empty.
        duration: the longest it may take; None: no limit, or no time at all.
        starts: the latest day on which it starts, if all before it take their time.
        earliest: the earliest day on which it can be done: what may be done in less time is done
            on the spot, a notice and a trial take their time.
        due: the latest day by which it is done.
    """

    id: str
    sort: Sort
    name: str
    act: str
    actor: str | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    duration: Duration | None
    starts: date
    earliest: date
    due: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """A round of a promotion, or one run of another transition.

    Attributes:
        transition: id of the transition; None for the promotion itself.
        sort: what kind of change it is: `promotion`, or the sort of the transition.
        window: its month; None where it begins on a day that was named.
        opens, closes: first and last day for applications; of another transition its first day.
        decided: the day by which it is decided.
        effect: the day from which it holds.
        projected: years on which a date rests and whose calendar is not announced yet.
        others: ids and names of the other transitions that the policy states.
    """

    policy: str
    name: str
    transition: str | None
    sort: str
    window: str | None
    opens: date
    closes: date
    decided: date
    effect: date
    lines: tuple[Line, ...]
    projected: tuple[int, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TimelineResult:
    """A timeline and what it was made from."""

    timeline: Timeline
    provenance: Provenance
