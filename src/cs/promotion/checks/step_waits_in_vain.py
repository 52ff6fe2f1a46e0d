"""A step waits for one that cannot be done before it

`starts_after` names earlier steps that must be done first. A step that waits for itself, for a
later one or for one that is not there is never due: the two wait for each other in a circle, or the
name is a slip. Nobody would ever be promoted, and `cs promote timeline` would leave the wait out.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: 面试, name: 面试, act: rate, actor: 面试小组, duration: 3 working days}
      - id: 考试
        name: 考试
        act: rate
        actor: 培训专员
        duration: 3 working days
        starts_after: 复审
      - id: 复审
        name: 复审
        act: review
        actor: 客服经理
        duration: 3 working days
        starts_after: [面试, 考试]
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: 初评, name: 初评, act: propose, actor: 直接上级, duration: 3 working days}
      - {id: 面试, name: 面试, act: rate, actor: 面试小组, duration: 3 working days}
      - id: 考试
        name: 考试
        act: rate
        actor: 培训专员
        duration: 3 working days
        starts_after: 初评
      - id: 复审
        name: 复审
        act: review
        actor: 客服经理
        duration: 3 working days
        starts_after: [面试, 考试]
    ```
"""

from collections.abc import Iterator, Sequence

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.promotion.policy import PromotionPolicy, Step


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each name under `starts_after` that is no earlier step, of all processes of a policy."""
    for document in policies.of(PromotionPolicy):
        yield from _in_process(document.policy.process, document.place / "process")
        for number, transition in enumerate(document.policy.transitions):
            place = document.place.at("transitions", number, "process")
            yield from _in_process(transition.process, place)


def _in_process(process: Sequence[Step], place: Place) -> Iterator[Finding]:
    ids = [step.id for step in process]
    for number, step in enumerate(process):
        for item, name in enumerate(step.starts_after or ()):
            if name in ids[:number]:
                continue
            near = nearest(name, ids[:number])
            text = (
                message("«{step}» waits for {name}, which comes later or is itself.",
                        step=step.name, name=name)
                if name in ids
                else message("«{step}» waits for {name}, which is no step of this process.",
                             step=step.name, name=name)
            )  # fmt: skip
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                place.at(number, "starts_after", item),
                expected=message("the id of an earlier step"),
                mend=message("Did you mean {near}?", near=near)
                if near is not None
                else message("Name an earlier step, or move this one behind it."),
            )


RULE = Rule("PRM090", "step-waits-in-vain", Severity.ERROR, check)
