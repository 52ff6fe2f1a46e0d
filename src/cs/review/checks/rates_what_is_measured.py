"""Raters rate an indicator that a system measures

Where `measured_by` names a system, the figure comes from there and ratings of the same indicator
count nothing: the raters' line mostly names the wrong indicator.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 50%, direction: higher, target: 95, floor: 60,
         measured_by: 话务系统}
      - {id: team, name: 团队协作, weight: 50%, direction: higher, target: 90, floor: 60}
    raters:
      - {role: superior, name: 直接上级, weight: 100%, min_raters: 1, rates: [team, satisfaction]}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 50%, direction: higher, target: 95, floor: 60,
         measured_by: 话务系统}
      - {id: team, name: 团队协作, weight: 50%, direction: higher, target: 90, floor: 60}
    raters:
      - {role: superior, name: 直接上级, weight: 100%, min_raters: 1, rates: team}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each indicator that a group of raters names and a system measures."""
    for document in policies.of(ReviewPolicy):
        indicators = {each.id: n for n, each in enumerate(document.policy.indicators)}
        rated = {name for raters in document.policy.raters for name in raters.rates}
        nobody = [
            each.id
            for each in document.policy.indicators
            if each.measured_by is None and each.id not in rated
        ]
        for number, raters in enumerate(document.policy.raters):
            for position, name in enumerate(raters.rates):
                index = indicators.get(name)
                if index is None or document.policy.indicators[index].measured_by is None:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{role} rate {indicator}, which {system} measures.",
                        role=raters.name or raters.role,
                        indicator=document.policy.indicators[index].name,
                        system=document.policy.indicators[index].measured_by,
                    ),
                    document.place.at("raters", number, "rates", position),
                    expected=message("an indicator that people rate"),
                    mend=message("Name the indicator that is meant, or delete `measured_by`.")
                    if not nobody
                    else message("Did you mean {word}? Nobody rates it.", word=" / ".join(nobody)),
                    related=(
                        Related(
                            document.place.at("indicators", index, "measured_by"),
                            message("What measures it."),
                        ),
                    ),
                )


RULE = Rule("REV042", "rates-what-is-measured", Severity.WARNING, check)
