"""An assumption of a simulation that changes nothing

A share of waivers where nobody may waive a condition, or the length of a leave that nobody takes:
the simulation runs as if the line were not there.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    simulate: {leavers: 12%, leave_months: 5}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    simulate: {leavers: 12%, leave: 4%, leave_months: 5}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Shares of waivers that nobody may give, and lengths of leaves that nobody takes."""
    for document in policies.of(PromotionPolicy):
        stated = document.policy.simulate
        if stated is None:
            continue
        skips = document.policy.skips
        waivers = [each.waiver for each in document.policy.eligibility]
        if stated.waived and not any([*waivers, skips is not None and skips.approval]):
            yield Finding(
                RULE.code,
                RULE.severity,
                message("Waivers are assumed, and no condition may be waived."),
                document.place.at("simulate", "waived"),
                expected=message("a condition with `waiver`"),
                mend=message("Name who may waive a condition, or take the line out."),
            )
        if "leave_months" in stated.model_fields_set and not stated.leave:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("A long leave has a length, and nobody takes one."),
                document.place.at("simulate", "leave_months"),
                expected=message("`leave`, the share of people who begin one in a year"),
                mend=message("State `leave`, or take the line out."),
            )


RULE = Rule("PRM095", "simulation-without-effect", Severity.WARNING, check)
