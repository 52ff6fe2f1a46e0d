"""A process has no approval, or approves before all have judged

Without a step `act: approve` nobody can say who decides; a judgement after the last approval comes
too late to count.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: approve, name: 审批, act: approve, actor: 人力资源部}
      - {id: review, name: 复审, act: review, actor: 客服经理}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: review, name: 复审, act: review, actor: 客服经理}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

JUDGING = ("apply", "propose", "rate", "review")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Processes without an approval, and judging steps after the last one."""
    for document in policies.of(PromotionPolicy):
        process = document.policy.process
        approvals = [index for index, step in enumerate(process) if step.act == "approve"]
        if process and not approvals:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No step of the process approves the promotion."),
                (document.place / "process").key(),
                expected=message("a step with `act: approve`"),
                mend=message("Add a step that names who approves."),
            )
        for index, step in enumerate(process):
            if approvals and index > approvals[-1] and step.act in JUDGING:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{step}» comes after the approval «{approval}».",
                        step=step.name,
                        approval=process[approvals[-1]].name,
                    ),
                    document.place.at("process", index),
                    expected=message("all judgements before the last approval"),
                    mend=message("Move the step before the approval."),
                    related=(
                        Related(
                            document.place.at("process", approvals[-1]), message("The approval.")
                        ),
                    ),
                )


RULE = Rule("PRM028", "approval-undefined", Severity.WARNING, check, ("D22",))
