"""Nobody and nothing gives the value of an indicator

The indicator is not measured, and no group of raters rates it. It would never have a value. Say
which system or record measures it, or who rates it.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 60%, direction: higher, target: 95, floor: 60}
      - {id: teamwork, name: 团队协作, weight: 40%, direction: higher, target: 90, floor: 50}
    raters:
      - {role: customer, weight: 100%, min_raters: 5, rates: satisfaction}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 60%, direction: higher, target: 95, floor: 60}
      - {id: teamwork, name: 团队协作, weight: 40%, direction: higher, target: 90, floor: 50}
    raters:
      - {role: customer, weight: 60%, min_raters: 5, rates: satisfaction}
      - {role: peer, weight: 40%, min_raters: 3, rates: teamwork}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each indicator without a source of its value, where the policy names sources at all."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        if not policy.raters and not any(each.measured_by for each in policy.indicators):
            continue
        rated = {id_ for each in policy.raters for id_ in each.rates}
        by_all = any(not each.rates for each in policy.raters)
        for number, each in enumerate(policy.indicators):
            if each.measured_by or by_all or each.id in rated:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{name}» is measured by nothing and rated by nobody, but counts {weight}%.",
                    name=each.name,
                    weight=plain(each.weight),
                ),
                document.place.at("indicators", number),
                expected=message("`measured_by`, or a group of raters whose `rates` names it"),
                mend=message("Name the system that measures it, or let a group rate it."),
            )


RULE = Rule("REV007", "indicator-unrated", Severity.ERROR, check, ("D06",))
