"""Where does a role act on a candidate? Its steps and the components it rates, for the rules."""

from collections.abc import Collection

from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Related
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def acts_of(
    policies: PolicySet, document: Document[PromotionPolicy], role: str, acts: Collection[str]
) -> tuple[Related, ...]:
    """The role's steps of these kinds, and (for `rate`) the components that it rates."""
    key = policies.role(role)
    steps = tuple(
        Related(
            document.place.at("process", index, "actor"),
            message("The same role acts in «{step}».", step=step.name),
        )
        for index, step in enumerate(document.policy.process)
        if step.act in acts and policies.role(step.actor) == key
    )
    rated = tuple(
        Related(
            document.place.at("components", index, "raters", "who"),
            message(
                "The same role rates {component}, {weight}% of the score.",
                component=component.name,
                weight=plain(component.weight),
            ),
        )
        for index, component in enumerate(document.policy.components)
        if component.raters.who is not None and policies.role(component.raters.who) == key
    )
    return steps + (rated if "rate" in acts else ())
