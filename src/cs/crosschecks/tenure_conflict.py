"""Two policies ask for different tenure for the same promotion

Policies that promote to the same grade (or, without a grade, have the same name) and are in force
at the same time ask for different times of service, or only one of them allows a waiver.

Bad:

    ```yaml
    kind: promotion
    id: leader-a
    name: 组长竞聘
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}, waiver: 董事长}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ---
    kind: promotion
    id: leader-b
    name: 组长竞聘
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader-a
    name: 组长竞聘
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}, waiver: 董事长}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ---
    kind: promotion
    id: leader-b
    name: 组长竞聘
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}, waiver: 董事长}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import pairs_for_one_promotion
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.combinations import singles
from cs.promotion.policy import PromotionPolicy, TenureCondition


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of policies for one promotion that disagree on a clock's tenure."""
    for first, second in pairs_for_one_promotion(policies):
        earlier = {rule.clock: (rule, index) for index, rule in _tenures(first.policy)}
        for index, rule in _tenures(second.policy):
            if rule.clock not in earlier:
                continue
            other, position = earlier[rule.clock]
            waivers = (
                first.policy.eligibility[position].waiver,
                second.policy.eligibility[index].waiver,
            )
            if other.at_least == rule.at_least and waivers[0] == waivers[1]:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{second} asks for {tenure} (waiver: {waiver}), {first} for {other} (waiver: "
                    "{other_waiver}), for the same promotion.",
                    second=second.policy.id,
                    tenure=rule.at_least,
                    waiver=waivers[1] or message("none"),
                    first=first.policy.id,
                    other=other.at_least,
                    other_waiver=waivers[0] or message("none"),
                ),
                second.place.at("eligibility", index),
                expected=message("one tenure and one waiver"),
                mend=message("Agree on one, or let one policy end before the other begins."),
                related=(
                    Related(first.place.at("eligibility", position), message("The other policy.")),
                ),
            )


def _tenures(policy: PromotionPolicy) -> list[tuple[int, TenureCondition]]:
    return [
        (index, part.rule)
        for index, requirement in enumerate(policy.eligibility)
        for part in singles(requirement.rule)
        if part.needed and isinstance(part.rule, TenureCondition)
    ]


RULE = Rule("XPL007", "tenure-conflict", Severity.WARNING, check, ("D16",))
