"""Who approves also applies, proposes, rates or reviews

Approval is a second pair of eyes. A role that proposes or scores a candidate and then approves the
result approves its own work. With `--assume PRM017=keep` the score is computed all the same.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 小组组长}
      - {id: approve, name: 核准, act: approve, actor: 小组组长}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 小组组长}
      - {id: approve, name: 核准, act: approve, actor: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.acting import acts_of
from cs.promotion.policy import PromotionPolicy

JUDGED = ("apply", "propose", "rate", "review")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each approving step whose role acts on the candidate before."""
    for document in policies.of(PromotionPolicy):
        for index, step in enumerate(document.policy.process):
            if step.act != "approve":
                continue
            before = acts_of(policies, document, step.actor, JUDGED)
            if before:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{actor} approves in «{step}» what the same role has judged before.",
                        actor=step.actor,
                        step=step.name,
                    ),
                    document.place.at("process", index, "actor"),
                    expected=message("a role that neither applies, proposes, rates nor reviews"),
                    mend=message("Give the approval to a role that has no part in the judgement."),
                    related=before,
                )


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the process stays; scores do not depend on it."""
    return policy if value == "keep" else None


RULE = Rule("PRM017", "self-approval", Severity.ERROR, check, ("D20",), settle, settles_with="keep")
