"""Who decides also hears the objections

During the notice anybody may object. If the role that settles objections has proposed, rated or
reviewed the candidate, or approves the promotion, an objection is judged by the one it is against.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: notice, name: 公示, act: notice, actor: 人事专员}
      - {id: objection, name: 异议处理, act: objection, actor: 人力资源部}
      - {id: approve, name: 核准, act: approve, actor: 人力资源部}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: notice, name: 公示, act: notice, actor: 人事专员}
      - {id: objection, name: 异议处理, act: objection, actor: 工会}
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

DECIDING = ("propose", "rate", "review", "approve")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each step of objections whose role decides elsewhere."""
    for document in policies.of(PromotionPolicy):
        for index, step in enumerate(document.policy.process):
            if step.act != "objection":
                continue
            others = acts_of(policies, document, step.actor, DECIDING)
            if others:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{actor} settles objections in «{step}» against what the same role has "
                        "decided.",
                        actor=step.actor,
                        step=step.name,
                    ),
                    document.place.at("process", index, "actor"),
                    expected=message("a role that neither proposes, rates, reviews nor approves"),
                    mend=message("Let somebody settle objections who has no part in the decision."),
                    related=others,
                )


RULE = Rule("PRM044", "objection-by-decider", Severity.WARNING, check, ("D20", "D23"))
