"""Every result leads to a reward or a consequence

«The worst grade or better» and «the best grade or worse» hold for everybody. Most often the two
grades were mixed up.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    consequences:
      - {id: 辅导, name: 一对一辅导, act: coach, at_most: 达标}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    consequences:
      - {id: 辅导, name: 一对一辅导, act: coach, at_most: 不达标}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each reward from the worst grade on and each consequence from the best."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        if not policy.grades:
            continue
        best, worst = policy.grades[0].id, policy.grades[-1].id
        for number, reward in enumerate(policy.rewards):
            if reward.at_least == worst:
                yield _finding(
                    document.place.at("rewards", number, "at_least"),
                    message(
                        "Everybody has {grade} or a better grade, so everybody has «{name}».",
                        grade=worst,
                        name=reward.name,
                    ),
                )
        for number, consequence in enumerate(policy.consequences):
            if consequence.at_most == best:
                yield _finding(
                    document.place.at("consequences", number, "at_most"),
                    message(
                        "Everybody has {grade} or a worse grade, so everybody has «{name}».",
                        grade=best,
                        name=consequence.name,
                    ),
                )


def _finding(place: Place, text: Message) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("a grade that not everybody meets"),
        mend=message("Name the grade from which on it holds."),
    )


RULE = Rule("REV023", "everybody-meets", Severity.WARNING, check)
