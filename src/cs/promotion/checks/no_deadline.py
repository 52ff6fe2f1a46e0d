"""A window has no last day, or a step no time limit

Without a last day for applications and a limit for each step nobody can say when a round is
decided.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6}
    process:
      - {id: review, name: 评审, act: review, actor: 客服经理}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 10}
    process:
      - {id: review, name: 评审, act: review, actor: 客服经理, duration: 3 working days}
    ```
"""

from collections.abc import Iterator, Sequence

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy, Step


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window without end and each step without limit."""
    for document in policies.of(PromotionPolicy):
        for index, window in enumerate(document.policy.windows):
            if window.closes is None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("The window of month {month} has no last day.", month=window.month),
                    document.place.at("windows", index),
                    expected=message("`closes` with a day of the month"),
                    mend=message("Add, for example, `closes: 10`."),
                )
        yield from _steps(document.policy.process, document.place / "process")
        for index, transition in enumerate(document.policy.transitions):
            place = document.place.at("transitions", index, "process")
            yield from _steps(transition.process, place)


def _steps(process: Sequence[Step], place: Place) -> Iterator[Finding]:
    for index, step in enumerate(process):
        if step.duration is None and step.act not in ("other", "letter", "take_up", "train"):
            yield Finding(
                RULE.code,
                RULE.severity,
                message("The step «{step}» has no time limit.", step=step.name),
                place / index,
                expected=message("`duration`"),
                mend=message("Add, for example, `duration: 3 working days`."),
            )


RULE = Rule("PRM024", "no-deadline", Severity.WARNING, check, ("D24",))
