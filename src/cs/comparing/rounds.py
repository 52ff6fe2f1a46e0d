"""One side's promotion round: who meets the conditions, and with scores who stands where.

Built by the engines' own builders, from the policy of one side and the tables of the workspace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from cs.career.policy import LadderPolicy
from cs.kernel.agents import Agent
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, has_errors
from cs.promotion.building import Surroundings, build, staff_table
from cs.promotion.eligibility import judge
from cs.promotion.histories import NO_TABLES, Past
from cs.promotion.ladders import known_grades, steps_in_force
from cs.promotion.policy import PromotionPolicy, Scale, Scoring
from cs.promotion.problem import PromotionProblem, PromotionResult, Small
from cs.promotion.ranking import decide
from cs.promotion.reviews import known_reviews
from cs.promotion.vacancies import count_vacancies, day_of_effect
from cs.promotion.windows import find_round
from cs.review.policy import ReviewPolicy
from cs.tables.raw import RawTable


@dataclass(frozen=True)
class Decided:
    """A round that was decided.

    Attributes:
        verdicts: per requirement, per candidate.
        result: None where only conditions were asked for.
    """

    problem: PromotionProblem
    verdicts: tuple[Small, ...]
    result: PromotionResult | None = None


@dataclass(frozen=True)
class Undecided:
    """A round that could not be decided.

    Attributes:
        findings: why; empty where the policy leaves something open (`--assume` would settle it).
    """

    findings: tuple[Finding, ...] = ()


def on_conditions(
    policy: PromotionPolicy,
    policies: PolicySet,
    staff: Sequence[Agent],
    as_of: date,
    past: Past = NO_TABLES,
) -> Decided | Undecided:
    """Who of the staff meets the conditions; scores are not looked at."""
    # Conditions do not depend on how scores are counted, and gaps there must not hide them.
    scale = Scale.model_construct(low=Decimal(0), high=Decimal(100))
    asked = policy.model_copy(
        update={
            "components": tuple(
                part.model_copy(update={"scale": scale, "bands": ()}) for part in policy.components
            ),
            "scoring": Scoring.model_construct(missing="zero", tie_breaks=()),
        }
    )
    known = _surroundings(policy, policies, tuple(staff), as_of, past)
    built = build(staff_table(staff), asked, known, scored=False)
    if built.problem is None:
        return Undecided(tuple(each for each in built.findings if has_errors([each])))
    return Decided(built.problem, judge(built.problem))


def on_scores(
    policy: PromotionPolicy,
    policies: PolicySet,
    staff: Sequence[Agent] | None,
    as_of: date,
    table: RawTable,
    past: Past = NO_TABLES,
) -> Decided | Undecided:
    """Who stands where, with the scores of a table of candidates."""
    people = None if staff is None else tuple(staff)
    known = _surroundings(policy, policies, people, as_of, past)
    try:
        built = build(table, policy, known)
    except ValueError:
        return Undecided()
    if built.problem is None:
        return Undecided(tuple(each for each in built.findings if has_errors([each])))
    result = decide(built.problem)
    return Decided(built.problem, result.verdicts, result)


def _surroundings(
    policy: PromotionPolicy,
    policies: PolicySet,
    staff: tuple[Agent, ...] | None,
    as_of: date,
    past: Past,
) -> Surroundings:
    grades = known_grades((each.policy for each in policies.of(LadderPolicy)), as_of)
    round_ = find_round(policy.windows, as_of, None)
    return Surroundings(
        calendar=policies.calendar,
        round=round_,
        vacancies=count_vacancies(
            policy,
            None,
            grades,
            staff,
            round_.day,
            effect=partial(day_of_effect, policy, round_, policies.calendar),
        ),
        staff=staff,
        grades=grades,
        past=past,
        reviews=known_reviews((each.policy for each in policies.of(ReviewPolicy)), as_of),
        steps=steps_in_force(
            (each.policy for each in policies.of(LadderPolicy)), policy.target_grade, as_of
        ),
        role=policies.role,
    )
