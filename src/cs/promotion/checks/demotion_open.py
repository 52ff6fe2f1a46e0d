"""A demotion has no measure, or no appeal

«Unfit for the post, or at fault» is an opinion until it is said what shows it. And whoever loses a
grade must know to whom to object.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    demotion: {decided_by: 公司, written: true}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    demotion:
      measure: 连续三个月绩效待改进，或一次严重违纪
      decided_by: 客服运营总监
      appeal_to: 人力资源部
      appeal_within: 5 working days
      written: true
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.promotion.policy import (
    PromotionPolicy,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each demotion that lacks one of them, or whose decider hears the appeal."""
    for document in policies.of(PromotionPolicy):
        demotion = document.policy.demotion
        if demotion is None:
            continue
        place = document.place / "demotion"
        if demotion.measure is None:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("What shows that somebody is unfit or at fault is not stated."),
                place,
                expected=message("`measure`"),
                mend=message("Add a measure, such as so many reviews of a grade in a row."),
            )
        if demotion.appeal_to is None:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("Whoever is demoted has nobody to object to."),
                place,
                expected=message("`appeal_to` and `appeal_within`"),
                mend=message("Name the role that decides on an objection, and the time for it."),
            )
        elif demotion.decided_by is not None and fold(demotion.appeal_to) == fold(
            demotion.decided_by
        ):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{role} decides on the demotion and on the objection to it.",
                    role=demotion.appeal_to,
                ),
                place / "appeal_to",
                expected=message("another role than the one that decided"),
                mend=message("Let somebody else hear the objection."),
                related=(Related(place / "decided_by", message("Who decides first.")),),
            )


RULE = Rule("PRM062", "demotion-open", Severity.WARNING, check, ("D28",))
