"""Who proposes also posts the notice

The notice lets others see and object to a proposal. If the one who proposes or rates is also the
one who publishes it, he controls whether and how it is seen.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 小组组长}
      - {id: notice, name: 公示, act: notice, actor: 小组组长}
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
      - {id: propose, name: 提报, act: propose, actor: 小组组长}
      - {id: notice, name: 公示, act: notice, actor: 人事专员}
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
    """Each notice whose role proposes or rates."""
    for document in policies.of(PromotionPolicy):
        for index, step in enumerate(document.policy.process):
            if step.act != "notice":
                continue
            others = acts_of(policies, document, step.actor, PROPOSING)
            if others:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{actor} publishes in «{step}» what the same role has put forward.",
                        actor=step.actor,
                        step=step.name,
                    ),
                    document.place.at("process", index, "actor"),
                    expected=message("a role that neither applies, proposes nor rates"),
                    mend=message("Give the notice to a role that has no part in the proposal."),
                    related=others,
                )


RULE = Rule("PRM045", "notice-by-proposer", Severity.WARNING, check, ("D20",))
