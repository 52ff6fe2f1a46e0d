"""A public notice is counted in calendar days

A notice of five days over a national holiday is seen by nobody. Counted in working days it runs on
the workspace's calendar, make-up working days included.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 days}
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
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.durations import Unit
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each notice whose duration does not count working days."""
    for document in policies.of(PromotionPolicy):
        for index, step in enumerate(document.policy.process):
            if (
                step.act != "notice"
                or step.duration is None
                or step.duration.unit is Unit.WORKING_DAY
            ):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The notice «{step}» lasts {duration}; days off count in it.",
                    step=step.name,
                    duration=step.duration,
                ),
                document.place.at("process", index, "duration"),
                expected=message("a number of working days"),
                mend=message("Write, for example, `5 working days`."),
            )


RULE = Rule("PRM026", "notice-in-calendar-days", Severity.WARNING, check, ("D23",))
