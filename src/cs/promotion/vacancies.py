"""How many may be proposed? The option, else the policy, else headcount less holders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cs.kernel.agents import Agent
from cs.promotion.conditions.condition import folded
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Vacancies


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
) -> Vacancies:
    """The vacancies on `day`.

    Holders are the agents in the target grade who have not left by then. Nothing is known where
    the ladder states no upper headcount or no row of the staff table states a grade.

    Args:
        option: what the command line says; goes before everything.
        staff: None without a staff table.
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
    holders = sum(
        folded(agent.grade or "") in words and is_employed(agent, day) for agent in staff or ()
    )
    return Vacancies(max(0, target.most - holders), "headcount", target.name, target.most, holders)


def is_employed(agent: Agent, day: date) -> bool:
    """Whether the agent has not left before the day."""
    return agent.status != "left" and (agent.leaves is None or agent.leaves >= day)
