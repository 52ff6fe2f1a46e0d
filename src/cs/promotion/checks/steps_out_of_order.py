"""Steps of the process stand in an order that cannot be

Steps follow one another as they are listed, and dates are counted from one to the next. A candidate
applies before anybody proposes, rates or reviews; nobody approves before that is done; objections
follow the notice; the letter, the taking up and the training follow the approval. Each of these
happens once.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: 评审, name: 评审, act: review, actor: 评审小组, duration: 3 working days}
      - {id: 申请, name: 本人申请, act: apply, actor: 候选人, duration: 3 working days}
      - {id: 公示, name: 公示, act: notice, actor: 人事专员, duration: 3 working days}
      - {id: 审批, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: 申请, name: 本人申请, act: apply, actor: 候选人, duration: 3 working days}
      - {id: 评审, name: 评审, act: review, actor: 评审小组, duration: 3 working days}
      - {id: 公示, name: 公示, act: notice, actor: 人事专员, duration: 3 working days}
      - {id: 审批, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

AFTER = {
    "propose": ("apply",),
    "rate": ("apply", "propose"),
    "review": ("apply", "propose", "rate"),
    "notice": ("apply", "propose", "rate", "review"),
    "objection": ("apply", "propose", "rate", "notice"),
    "approve": ("apply", "propose", "rate", "review"),
    "letter": ("apply", "propose", "rate", "review", "approve"),
    "take_up": ("apply", "propose", "rate", "review", "notice", "objection", "approve", "letter"),
    "train": ("apply", "propose", "rate", "review", "approve", "letter"),
}
"""What no step of an act may stand before."""
ONCE = ("apply", "approve", "notice", "objection", "letter", "take_up")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each step before one that it needs, and each that stands a second time."""
    for document in policies.of(PromotionPolicy):
        process = document.policy.process
        for number, step in enumerate(process):
            place = document.place.at("process", number)
            earlier = [other for other in range(number) if process[other].act == step.act]
            late = [
                other
                for other in range(number + 1, len(process))
                if process[other].act in AFTER.get(step.act, ())
                and not any(each.act == process[other].act for each in process[:number])
            ]
            if earlier and step.act in ONCE:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{step}» and «{other}» are both steps of the kind {act}.",
                        step=step.name,
                        other=process[earlier[0]].name,
                        act=step.act,
                    ),
                    place / "act",
                    expected=message("one such step"),
                    mend=message("Say what kind of step each of the two is."),
                    related=(
                        Related(
                            document.place.at("process", earlier[0], "act"),
                            message("The first of them."),
                        ),
                    ),
                )
            if late:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{step}» ({act}) stands before «{other}» ({other_act}).",
                        step=step.name,
                        act=step.act,
                        other=process[late[0]].name,
                        other_act=process[late[0]].act,
                    ),
                    place,
                    expected=message("steps in the order in which they happen"),
                    mend=message("Move the step, or correct its `act`."),
                    related=(
                        Related(
                            document.place.at("process", late[0]),
                            message("The step that is needed first."),
                        ),
                    ),
                )


RULE = Rule("PRM071", "steps-out-of-order", Severity.WARNING, check)
