"""A condition on punishments leaves open how long one counts, or what lifts it

«Whoever was punished within the year and has not offset it is not promoted in the following year»
leaves open what offsets it and by when, and says nothing of the year itself. State `blocks` (until
when a punishment blocks) and `offset` (what lifts it).

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: clean, name: 无未抵消处罚, rule: {condition: discipline}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - id: clean
        name: 无未抵消处罚
        rule: {condition: discipline, blocks: same_and_following_year, offset: within_year}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.promotion.combinations import singles
from cs.promotion.past_conditions import DisciplineCondition
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each discipline condition that leaves either open, or lets the year itself pass."""
    for document in policies.of(PromotionPolicy):
        for number, requirement in enumerate(document.policy.eligibility):
            for part in singles(requirement.rule):
                if isinstance(part.rule, DisciplineCondition):
                    place = document.place.at("eligibility", number, "rule", *part.route)
                    yield from _of(part.rule, requirement.name, place)


def _of(rule: DisciplineCondition, name: str, place: Place) -> Iterator[Finding]:
    if rule.blocks is None:
        yield _finding(
            place,
            message(
                "«{name}» does not state how long a punishment counts.",
                name=name,
            ),
            message("`blocks`, for example `same_and_following_year`"),
            message("Say in which years, or how long, a punishment blocks a promotion."),
        )
    elif rule.blocks == "following_year":
        yield _finding(
            place / "blocks",
            message(
                "«{name}» blocks the year after a punishment only: who is punished in "
                "October may still be promoted in December.",
                name=name,
            ),
            message("`blocks: same_and_following_year`"),
            message("Let the rest of the year count too, or say that it is meant so."),
        )
    if rule.offset is None:
        yield _finding(
            place,
            message(
                "«{name}» does not state what lifts a punishment, and by when.",
                name=name,
            ),
            message("`offset: never`, `within_year` or `by_opening`"),
            message("Say whether and by when a punishment can be offset."),
        )


def _finding(place: Place, text: Message, expected: Message, mend: Message) -> Finding:
    return Finding(RULE.code, RULE.severity, text, place, expected, mend)


RULE = Rule("PRM060", "punishment-scope", Severity.WARNING, check, ("D25",))
