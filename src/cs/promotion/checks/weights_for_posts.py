"""Weights for a post do not sum to 100

Where a policy weighs otherwise for certain posts, the weights stated for them and the general ones
of the other components sum to 100%. Each names a component, once, and each post is listed once.
A name with a slip of the hand is mended; a sum of weights is never guessed.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 60%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 40%, scale: {from: 0, to: 10}}
    weights_for:
      - posts: 投诉处理
        weights: [{component: capabilty, weight: 50%}, {component: interview, weight: 50%}]
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 60%, scale: {from: 0, to: 100}}
      - {id: interview, name: 面试考评, weight: 40%, scale: {from: 0, to: 10}}
    weights_for:
      - posts: 投诉处理
        weights: [{component: capability, weight: 50%}, {component: interview, weight: 50%}]
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import write_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold, plain
from cs.promotion.policy import PromotionPolicy, WeightsFor

FULL = 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Weights for posts that cannot be used as they stand."""
    for document in policies.of(PromotionPolicy):
        posts: dict[str, Place] = {}
        for index, entry in enumerate(document.policy.weights_for):
            place = document.place.at("weights_for", index)
            yield from _unknown(document, entry, place)
            names = [each.component for each in entry.weights]
            components: dict[str, Place] = {}
            for number, name in enumerate(names):
                yield from _twice(components, name, place.at("weights", number, "component"))
            for number, post in enumerate(entry.posts):
                yield from _twice(posts, fold(post), place.at("posts", number), post)
            yield from _sum(document, entry, place)


def _unknown(
    document: Document[PromotionPolicy], entry: WeightsFor, place: Place
) -> Iterator[Finding]:
    known = [part.id for part in document.policy.components]
    for number, each in enumerate(entry.weights):
        if each.component in known:
            continue
        near = nearest(each.component, known)
        own = place.at("weights", number, "component")
        yield Finding(
            RULE.code,
            RULE.severity,
            message("There is no component {id} that could weigh otherwise.", id=each.component),
            own,
            expected=message("one of {ids}", ids=", ".join(known)),
            related=(Related((document.place / "components").key(), message("The components.")),),
            mend=None if near is None else message("Did you mean {name}?", name=near),
            fix=write_word(own, each.component, near, known),
        )


def _twice(
    seen: dict[str, Place], key: str, place: Place, shown: str | None = None
) -> Iterator[Finding]:
    if seen.setdefault(key, place) is place:
        return
    yield Finding(
        RULE.code,
        RULE.severity,
        message("{name} has two weights; only one can hold.", name=shown or key),
        place,
        expected=message("each post and each component once"),
        mend=message("Take one of them out."),
        related=(Related(seen[key], message("the first of them")),),
    )


def _sum(document: Document[PromotionPolicy], entry: WeightsFor, place: Place) -> Iterator[Finding]:
    stated = {each.component: each.weight for each in entry.weights}
    weights = {part.id: stated.get(part.id, part.weight) for part in document.policy.components}
    total = sum(weights.values(), Decimal(0))
    if total == FULL or not stated.keys() <= weights.keys():
        return
    yield Finding(
        RULE.code,
        RULE.severity,
        message(
            "For {posts} the weights {weights} sum to {total}%, not to 100%.",
            posts=entry.posts,
            weights=" + ".join(plain(weight) for weight in weights.values()),
            total=plain(total),
        ),
        place / "weights",
        expected=message("weights that sum to 100%, those of other components included"),
        mend=message(
            "Correct the weights, or state those of other components too; the difference is "
            "{difference}%.",
            difference=plain(FULL - total),
        ),
    )


RULE = Rule("PRM096", "weights-for-posts", Severity.ERROR, check, fixes="safe", is_needed=True)
