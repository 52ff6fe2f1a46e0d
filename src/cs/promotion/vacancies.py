"""How many may be proposed? The option, else the policy, else headcount less holders.

Counted are the holders on the day of effect: who leaves before it frees a place. Whoever holds the
grade for the time being, on trial or acting (column `acting_grade` of the staff table), fills a
place without holding the grade. Promotions that other rounds have decided fill one each, unless the
staff table shows them already.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.promotion.conditions.condition import folded
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Round, Vacancies
from cs.promotion.timetable import effect_day, timetable, window_days


@dataclass(frozen=True, slots=True)
class KnownGrade:
    """A grade as a ladder states it.

    Attributes:
        most: the upper end of its headcount; None if there is none.
        fills_post: whether promotion into it fills a post rather than gives a title.
    """

    id: str
    name: str
    most: int | None = None
    fills_post: bool = True


def count_vacancies(
    policy: PromotionPolicy,
    option: int | None,
    grades: Sequence[KnownGrade],
    staff: Sequence[Agent] | None,
    day: date,
    *,
    effect: Callable[[], date] | None = None,
    decided: frozenset[str] = frozenset(),
) -> Vacancies:
    """The vacancies of a round.

    Nothing is known where the ladder states no upper headcount or no row of the staff table states
    a grade.

    Args:
        option: what the command line says; goes before everything.
        staff: None without a staff table.
        day: the day for which holders are counted, unless `effect` says another.
        effect: the day of effect; asked only where a holder leaves after `day`.
        decided: ids of those whom other rounds have proposed for the grade.
    """
    if option is not None:
        return Vacancies(option, "option")
    if policy.vacancies is not None:
        return Vacancies(policy.vacancies, "policy")
    target = next((grade for grade in grades if grade.id == policy.target_grade), None)
    if not policy.needs_vacancy or (target is not None and not target.fills_post):
        return Vacancies(None, "not_needed")
    if target is None:
        return Vacancies(None, "unknown", grade=policy.target_grade)
    if target.most is None or not any(agent.grade for agent in staff or ()):
        return Vacancies(None, "unknown", grade=target.name, headcount=target.most)
    words = {folded(target.id), folded(target.name)}
    holders = [agent for agent in staff or () if folded(agent.grade or "") in words]
    acting = [
        agent
        for agent in staff or ()
        if agent.acting_grade is not None
        and folded(agent.acting_grade) in words
        and folded(agent.grade or "") not in words
    ]
    if effect is not None and any(
        agent.leaves is not None and agent.leaves >= day for agent in (*holders, *acting)
    ):
        day = max(day, effect())
    there = [agent for agent in holders if is_employed(agent, day)]
    places = {agent.id for agent in (*there, *acting) if is_employed(agent, day)}
    new = decided - {agent.id for agent in there}
    filled = len(places | new)
    return Vacancies(
        max(0, target.most - filled),
        "headcount",
        target.name,
        target.most,
        len(there),
        len(places) - len(there),
        sum(agent.status != "left" for agent in holders) - len(there),
        len(new - places),
        day,
    )


def day_of_effect(policy: PromotionPolicy, round_: Round, calendar: WorkingCalendar) -> date:
    """The day from which the round's promotions hold; its opening day where no window says."""
    if round_.window is None or not round_.regular:
        return round_.day
    year = int(round_.window[:4])
    for number, window in enumerate(policy.windows):
        if window_days(window, year)[0] != round_.day:
            continue
        if window.takes_effect is not None:
            return effect_day(window.takes_effect, round_.day)
        try:
            return timetable(policy, number, year, calendar).effect
        except ValueError:  # beyond the calendar
            return round_.day
    return round_.day


def is_employed(agent: Agent, day: date) -> bool:
    """Whether the agent has not left before the day."""
    return agent.status != "left" and (agent.leaves is None or agent.leaves >= day)
