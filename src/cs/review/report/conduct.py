"""How much was a team away in a period, and how often was it disciplined? From its own tables.

Counted are working days on leave of the members, each day once, and punishments dated within the
period, also those that were offset later: what happened in the month is what its report tells.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from cs.kernel.agents import Absence
from cs.kernel.histories import Punishment
from cs.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Conduct:
    """What the tables say of everybody in a period; None where there is no such table.

    Attributes:
        days: per agent the working days on leave.
        workdays: of the period.
        punished: per agent how many punishments.
    """

    workdays: int
    days: dict[str, int] | None
    punished: dict[str, int] | None

    def away(self, ids: Collection[str]) -> int | None:
        """Working days on leave of these agents, summed."""
        return None if self.days is None else sum(self.days.get(each, 0) for each in ids)

    def discipline(self, ids: Collection[str]) -> int | None:
        """How many punishments these agents had."""
        return None if self.punished is None else sum(self.punished.get(each, 0) for each in ids)


NOTHING = Conduct(0, None, None)
"""Without either table."""


def conduct_of(
    period: Period,
    is_working_day: Callable[[date], bool],
    leave: Iterable[Absence] | None,
    discipline: Iterable[Punishment] | None,
) -> Conduct:
    """Of everybody who stands in the tables."""
    span = range(period.start.toordinal(), period.end.toordinal() + 1)
    workdays = frozenset(day for n in span if is_working_day(day := date.fromordinal(n)))
    away: dict[str, set[date]] = {}
    for each in leave or ():
        days = {day for day in workdays if each.start <= day <= each.end}
        away.setdefault(each.agent, set()).update(days)
    punished: dict[str, int] = {}
    for one in discipline or ():
        if period.start <= one.day <= period.end:
            punished[one.agent] = punished.get(one.agent, 0) + 1
    return Conduct(
        len(workdays),
        None if leave is None else {agent: len(days) for agent, days in away.items()},
        None if discipline is None else punished,
    )
