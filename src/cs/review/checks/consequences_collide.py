"""One run of results leads to two different ends

«Three failures in a row: transfer or dismissal» leaves open which of the two it is, and who is
lucky. Give each its own number of results, or keep one of them.

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
      - {id: 培训, name: 脱产培训, act: train, at_most: 不达标}
      - {id: 调岗, name: 岗位调整, act: transfer, at_most: 不达标, in_a_row: 3}
      - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 3, notice: 30 days}
    appeal: {to: 人力资源部}
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
      - {id: 培训, name: 脱产培训, act: train, at_most: 不达标}
      - {id: 调岗, name: 岗位调整, act: transfer, at_most: 不达标, in_a_row: 3}
      - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 5, notice: 30 days}
    appeal: {to: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

ENDS = ("transfer", "demote", "dismiss")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of a transfer, demotion or dismissal that follow on the same run."""
    for document in policies.of(ReviewPolicy):
        found = [
            (number, each)
            for number, each in enumerate(document.policy.consequences)
            if each.act in ENDS
        ]
        for position, (number, each) in enumerate(found):
            for earlier, other in found[:position]:
                if (other.at_most, other.in_a_row) != (each.at_most, each.in_a_row) or (
                    other.act == each.act
                ):
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{first}» and «{second}» both follow on {count} results in a row of "
                        "{grade} or worse; which of them it is, is not stated.",
                        first=other.name,
                        second=each.name,
                        count=each.in_a_row,
                        grade=each.at_most,
                    ),
                    document.place.at("consequences", number, "in_a_row")
                    if "in_a_row" in each.model_fields_set
                    else document.place.at("consequences", number),
                    expected=message("a run of its own for each"),
                    mend=message("Let the harder one follow on a longer run, or keep one of them."),
                    related=(
                        Related(document.place.at("consequences", earlier), message("The other.")),
                    ),
                )


RULE = Rule("REV020", "consequences-collide", Severity.WARNING, check, ("D43",))
