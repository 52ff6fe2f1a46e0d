"""Two conditions read the same column

Each condition asks for something of its own, so that each needs a column of its own; a second
condition on the same column was mostly copied and not changed. Ranges on one column of numbers are
no such case.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: good, name: 优秀, rule: {condition: judgement, column: 连续优秀, judge: 人事专员}}
      - {id: course, name: 课程, rule: {condition: judgement, column: 连续优秀, judge: 培训专员}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: good, name: 优秀, rule: {condition: judgement, column: 连续优秀, judge: 人事专员}}
      - {id: course, name: 课程, rule: {condition: judgement, column: 课程完成, judge: 培训专员}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.promotion.combinations import singles
from cs.promotion.policy import JudgementCondition, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each judgement that an earlier condition of the policy reads already."""
    for document in policies.of(PromotionPolicy):
        first: dict[str, tuple[int, Place]] = {}
        for number, requirement in enumerate(document.policy.eligibility):
            for part in singles(requirement.rule):
                if not isinstance(part.rule, JudgementCondition):
                    continue
                place = document.place.at("eligibility", number, "rule", *part.route, "column")
                earlier, other = first.setdefault(fold(part.rule.column), (number, place))
                if other == place:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{second}» reads the column {column}, as «{first}» does.",
                        second=requirement.name,
                        first=document.policy.eligibility[earlier].name,
                        column=part.rule.column,
                    ),
                    place,
                    expected=message("a column for each condition"),
                    mend=message("Name the column that holds this condition."),
                    related=(Related(other, message("The other condition.")),),
                )


RULE = Rule("PRM072", "column-read-twice", Severity.WARNING, check)
