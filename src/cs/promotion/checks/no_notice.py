"""A decision is approved without public notice, or nobody hears objections

A notice lets colleagues object before a decision stands; a step for objections says who hears them
and how long.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: objection, name: 异议, act: objection, actor: 人事专员, duration: 3 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each process without a notice, and each notice without a step for objections."""
    for document in policies.of(PromotionPolicy):
        acts = [step.act for step in document.policy.process]
        if not acts:
            continue
        if "notice" not in acts:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("The process has no public notice before the decision stands."),
                (document.place / "process").key(),
                expected=message("a step with `act: notice`"),
                mend=message("Add a notice, for example of 5 working days, before the approval."),
            )
        elif "objection" not in acts:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("Nobody is named who hears objections during the notice."),
                document.place.at("process", acts.index("notice")),
                expected=message("a step with `act: objection`"),
                mend=message("Add a step that says who settles objections, and how long it takes."),
            )


RULE = Rule("PRM027", "no-notice", Severity.WARNING, check, ("D22", "D23"))
