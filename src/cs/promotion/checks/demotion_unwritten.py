"""A demotion has no written agreement

A grade or post is part of what a labour contract agrees on. It is changed by agreement, and in
writing (Labour Contract Law of the PRC, article 35). (For the reader, not legal advice.)

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    demotion: {measure: 连续三个月绩效待改进, appeal_to: 人力资源部}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    demotion: {measure: 连续三个月绩效待改进, appeal_to: 人力资源部, written: true}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import (
    PromotionPolicy,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each demotion without a written step."""
    for document in policies.of(PromotionPolicy):
        demotion = document.policy.demotion
        if demotion is None or demotion.written:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("A demotion changes the contract, and no written agreement is stated."),
            document.place.at("demotion", "written")
            if "written" in demotion.model_fields_set
            else document.place / "demotion",
            expected=message("`written: true`"),
            mend=message("Agree the change with the agent in writing, and say so here."),
        )


RULE = Rule("PRM063", "demotion-unwritten", Severity.INFO, check, ("D44",))
