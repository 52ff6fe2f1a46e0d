"""Which candidates of a simulated round meet the policy's conditions, or have them waived?"""

from dataclasses import replace

import numpy as np

from cs.promotion.combinations import Combination, InnerCombination, needed_of
from cs.promotion.conditions.condition import REVIEWS_FACT
from cs.promotion.eligibility import combined, verdicts_of
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.problem import (
    Context,
    Flags,
    PromotionProblem,
    RequirementRule,
    Round,
    Small,
    Verdict,
)
from cs.promotion.simulating.draws import Purpose, generator
from cs.promotion.simulating.model import Simulated, World
from cs.promotion.simulating.people import Asked, People, fact_of, originals


def all_met(
    world: World, plan: Simulated, people: People, round_: Round, candidates: Flags
) -> Flags:
    """Per candidate, whether all followed conditions are met, by the policy's own judgement."""
    base = plan.problem
    context = replace(base.context, day=round_.day, as_of=round_.day)
    met = np.ones(int(candidates.sum()), np.bool_)
    # Reviews cost most to encode, so they are asked only of who meets everything else.
    for late in (False, True):
        for rule in base.requirements:
            if any(leaf.fact.startswith(REVIEWS_FACT) for leaf in rule.leaves()) is not late:
                continue
            chosen = candidates.copy()
            chosen[candidates] = met
            names = {leaf.fact for leaf in rule.leaves()} & plan.followed
            facts = {
                name: fact_of(world, people, chosen, name, _asked(rule, name, context))
                for name in sorted(names)
            }
            asked = replace(base, context=context, facts=facts, waivers={})
            verdicts = _verdicts(asked, rule, plan.followed, int(chosen.sum()))
            own = verdicts == Verdict.MET
            if rule.waiver is not None:
                own |= _let_off(world, plan, people, round_, rule.id)[chosen]
            met[met] = own
    return met


def _let_off(
    world: World, plan: Simulated, people: People, round_: Round, requirement: str
) -> Flags:
    """For whom the condition is waived if it is not met: by the table, or as often as assumed."""
    granted = plan.waived.get(requirement, {})
    until = np.zeros(people.active.shape[1], np.int64)
    until[: len(world.start.ids)] = [
        granted[id_].toordinal() if id_ in granted else 0 for id_ in world.start.ids
    ]
    by_table = (until >= round_.day.toordinal()) & originals(world, people)
    order = [rule.id for rule in plan.problem.requirements].index(requirement)
    number = (round_.day.year * 12 + round_.day.month) * 1000 + order
    draws = generator(world, Purpose.WAIVED, number).random(people.active.shape)
    return np.asarray(by_table | (draws < world.rates.waived), np.bool_)


def _asked(rule: RequirementRule, name: str, context: Context) -> Asked:
    own = (leaf.rule for leaf in rule.leaves() if leaf.fact == name)
    return Asked(context, tuple(each for each in own if isinstance(each, ReviewCondition)))


def _verdicts(
    problem: PromotionProblem, rule: RequirementRule, followed: frozenset[str], size: int
) -> Small:
    if isinstance(rule.rule, Combination | InnerCombination):
        parts = [_verdicts(problem, part, followed, size) for part in rule.parts]
        return combined(parts, needed_of(rule.rule))
    if rule.fact not in followed:
        return np.full(size, Verdict.MET, np.int8)
    return verdicts_of(problem, rule)
