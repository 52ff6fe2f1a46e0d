"""Which changes does a policy state beside the promotion? Those listed, and those that follow.

A policy that says who decides on a demotion and who hears the appeal states a process of two steps;
one that limits acting states one with a beginning and an end. They stand beside the transitions
that are listed, unless one of the same sort is listed.
"""

from collections.abc import Iterator

from cs.promotion.policy import PromotionPolicy, Step
from cs.promotion.process_policy import Transition

DEMOTION, ACTING = "demotion", "acting"


def transitions_of(policy: PromotionPolicy) -> tuple[Transition, ...]:
    """All transitions, the listed ones first."""
    sorts = {each.sort for each in policy.transitions}
    derived = [each for each in _derived(policy) if each.sort not in sorts]
    return (*policy.transitions, *derived)


def _derived(policy: PromotionPolicy) -> Iterator[Transition]:
    demotion = policy.demotion
    if demotion is not None and demotion.decided_by is not None:
        steps = [
            Step.model_construct(
                id="decision", name="降职决定", act="approve", actor=demotion.decided_by
            )
        ]
        if demotion.appeal_to is not None:
            steps.append(
                Step.model_construct(
                    id="appeal",
                    name="申诉",
                    act="objection",
                    actor=demotion.appeal_to,
                    duration=demotion.appeal_within,
                )
            )
        yield Transition.model_construct(
            id=DEMOTION, name="降职", sort="demotion", process=tuple(steps)
        )
