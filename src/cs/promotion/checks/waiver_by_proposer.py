"""Who proposes may also waive a condition

A waiver lifts a condition for one candidate. In the hands of a role that proposes or rates
candidates, the condition binds only those whom this role does not favour.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}, waiver: 直接上级}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 直接上级}
      - {id: approve, name: 核准, act: approve, actor: 人力资源部}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: year, name: 满一年, rule: {condition: tenure, at_least: 1 year}, waiver: 董事长}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 直接上级}
      - {id: approve, name: 核准, act: approve, actor: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.acting import acts_of
from cs.promotion.policy import PromotionPolicy

PROPOSING = ("apply", "propose", "rate")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each waiver of a role that proposes or rates."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            if requirement.waiver is None:
                continue
            others = acts_of(policies, document, requirement.waiver, PROPOSING)
            if others:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{role} may waive «{name}» for a candidate whom the same role puts "
                        "forward.",
                        role=requirement.waiver,
                        name=requirement.name,
                    ),
                    document.place.at("eligibility", index, "waiver"),
                    expected=message("a role that neither applies, proposes nor rates"),
                    mend=message("Let a role waive that has no part in the proposal."),
                    related=others,
                )


RULE = Rule("PRM046", "waiver-by-proposer", Severity.WARNING, check, ("D16", "D20"))
