"""What follows an objection that is right is not stated

During the notice anybody may object, and somebody mediates. If the policy does not say what happens
when the objection is upheld, the same objection ends one case and sends another back to review.
State under `objection` of the step whether the process waits (`holds`), who decides (`decided_by`)
and what follows (`if_upheld`).

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: objection, name: 异议处理, act: objection, actor: 工会, duration: 3 working days}
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
      - id: objection
        name: 异议处理
        act: objection
        actor: 工会
        duration: 3 working days
        objection: {holds: true, if_upheld: review_again}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each step of objections without an effect, and each effect at a step of another kind."""
    for document in policies.of(PromotionPolicy):
        for number, step in enumerate(document.policy.process):
            place = document.place.at("process", number)
            if step.act != "objection":
                if step.objection is not None:
                    yield Finding(
                        RULE.code,
                        RULE.severity,
                        message("«{step}» is no step of objections; what is stated under "
                                "`objection` has no effect.", step=step.name),
                        place / "objection",
                        expected=message("`objection` at a step with `act: objection`"),
                    )  # fmt: skip
                continue
            if step.objection is None or step.objection.if_upheld is None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("«{step}» does not say what follows if an objection is right.",
                            step=step.name),
                    place,
                    expected=message("`objection` with `if_upheld`"),
                    mend=message("Add, for example, `objection: {{if_upheld: review_again}}`."),
                )  # fmt: skip


RULE = Rule("PRM091", "objection-effect-open", Severity.WARNING, check, ("D23",))
