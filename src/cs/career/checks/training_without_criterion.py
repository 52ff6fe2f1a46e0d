"""What must be shown at the end of a training is not stated

A training that leads to regular employment, a post or a task as mentor ends with a judgement.
Without a criterion, and somebody who judges by it, everybody passes or nobody knows why not.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    trainings:
      - {id: 岗前, name: 上岗前培训, lasts: 10 working days}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    trainings:
      - {id: 岗前, name: 上岗前培训, lasts: 10 working days, criterion: 考核80分,
         judged_by: 培训专员}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each training without criterion or judge."""
    for document in policies.of(DevelopmentPolicy):
        for number, training in enumerate(document.policy.trainings):
            if training.criterion is None:
                text = message(
                    "What must be shown after «{name}» ({lasts}) is not stated.",
                    name=training.name,
                    lasts=training.lasts,
                )
            elif training.judged_by is None:
                text = message(
                    "Who judges whether «{name}» was passed is not stated.", name=training.name
                )
            else:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                document.place.at("trainings", number),
                expected=message("`criterion` and `judged_by`"),
                mend=message("State a figure or an exam, and the role that judges it."),
            )


RULE = Rule("DEV012", "training-without-criterion", Severity.WARNING, check, ("D32",))
