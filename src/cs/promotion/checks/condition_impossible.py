"""A condition on a column holds for nobody, or asks nothing

A condition with `at_least` above `at_most` shuts everybody out; one without any bound or word shuts
nobody out.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: pm, name: PM成绩, rule: {condition: column, column: PM成绩, at_least: 80, at_most: 60}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: pm, name: PM成绩, rule: {condition: column, column: PM成绩, at_least: 60}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import ColumnCondition, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each column condition with crossed bounds or without any."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            rule = requirement.rule
            if not isinstance(rule, ColumnCondition):
                continue
            text = None
            if rule.at_least is None and rule.at_most is None and not rule.any_of:
                text = message(
                    "«{name}» asks nothing of the column {column}.",
                    name=requirement.name,
                    column=rule.column,
                )
            elif (
                rule.at_least is not None
                and rule.at_most is not None
                and rule.at_least > rule.at_most
            ):
                text = message(
                    "«{name}» asks for at least {low} and at most {high}; no value is both.",
                    name=requirement.name,
                    low=plain(rule.at_least),
                    high=plain(rule.at_most),
                )
            if text is not None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    text,
                    document.place.at("eligibility", index, "rule"),
                    expected=message("`at_least`, `at_most` (not below it) or `any_of`"),
                    mend=message("State the values that meet the condition."),
                )


RULE = Rule("PRM032", "condition-impossible", Severity.ERROR, check)
