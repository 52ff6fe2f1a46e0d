"""A condition holds for nobody, or asks nothing

A condition with `at_least` above `at_most`, and a combination that asks for more conditions than it
has (`least`), shut everybody out; a condition without any bound, word or skill shuts nobody out. A
combination `at_least` needs its `least`; one of `all` or `any` has no use for it.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: pm, name: PM成绩, rule: {condition: column, column: PM成绩, at_least: 80, at_most: 60}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ---
    kind: promotion
    id: supervisor
    name: 主管竞聘
    eligibility:
      - id: record
        name: 三项中满足三项
        rule:
          condition: at_least
          least: 3
          of:
            - {condition: training, all_of: 领导与管理}
            - {condition: rotated_posts, at_least: 2}
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
    ---
    kind: promotion
    id: supervisor
    name: 主管竞聘
    eligibility:
      - id: record
        name: 两项中满足一项
        rule:
          condition: any
          of:
            - {condition: training, all_of: 领导与管理}
            - {condition: rotated_posts, at_least: 2}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.promotion.combinations import AnyCombination, combinations, singles
from cs.promotion.policy import ColumnCondition, PromotionPolicy, SkillCondition


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each condition with crossed bounds or without any, and each combination that cannot be."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            place, name = document.place.at("eligibility", index, "rule"), requirement.name
            for part in singles(requirement.rule):
                if isinstance(part.rule, ColumnCondition):
                    yield from _column(part.rule, name, place.at(*part.route))
                elif isinstance(part.rule, SkillCondition) and not (
                    part.rule.all_of or part.rule.levels
                ):
                    yield _finding(
                        message("«{name}» asks for no skill.", name=name),
                        place.at(*part.route),
                        message("`all_of` or `levels`"),
                        message("State the skills that meet the condition."),
                    )
            for rule, route in combinations(requirement.rule):
                yield from _combination(rule, name, place.at(*route))


def _column(rule: ColumnCondition, name: str, place: Place) -> Iterator[Finding]:
    if rule.at_least is None and rule.at_most is None and not rule.any_of:
        text = message("«{name}» asks nothing of the column {column}.", name=name,
                       column=rule.column)  # fmt: skip
    elif rule.at_least is not None and rule.at_most is not None and rule.at_least > rule.at_most:
        text = message(
            "«{name}» asks for at least {low} and at most {high}; no value is both.",
            name=name,
            low=plain(rule.at_least),
            high=plain(rule.at_most),
        )
    else:
        return
    yield _finding(
        text,
        place,
        message("`at_least`, `at_most` (not below it) or `any_of`"),
        message("State the values that meet the condition."),
    )


def _combination(rule: AnyCombination, name: str, place: Place) -> Iterator[Finding]:
    figures = {"name": name, "least": rule.least, "count": len(rule.of)}
    if rule.condition != "at_least":
        if rule.least is not None:
            yield _finding(
                message("«{name}» states `least`, which only `at_least` looks at.", **figures),
                place / "least",
                message("no `least`, or `condition: at_least`"),
                message("Say whether all, one, or at least so many are meant."),
            )
    elif rule.least is None:
        yield _finding(
            message("«{name}» does not state how many of the {count} are enough.", **figures),
            place,
            message("`least`, from 1 to {count}", **figures),
            message("State how many must be met."),
        )
    elif rule.least > len(rule.of):
        yield _finding(
            message("«{name}» asks for {least} of {count} conditions.", **figures),
            place / "least",
            message("`least`, from 1 to {count}", **figures),
            message("State how many must be met."),
        )


def _finding(text: Message, place: Place, expected: Message, mend: Message) -> Finding:
    return Finding(RULE.code, RULE.severity, text, place, expected, mend)


RULE = Rule("PRM032", "condition-impossible", Severity.ERROR, check)
