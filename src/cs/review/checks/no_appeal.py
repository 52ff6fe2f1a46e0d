"""Nobody decides on objections to a result

Results move people to other posts or out of the firm, and whoever objects has nobody to go to. Name
the role that decides on objections, and the time for raising one.

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
      - {id: 调岗, name: 岗位调整, act: transfer, at_most: 不达标, in_a_row: 3}
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
      - {id: 调岗, name: 岗位调整, act: transfer, at_most: 不达标, in_a_row: 3}
    appeal: {to: 人力资源部, within: 5 working days}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

HARD = ("pay", "transfer", "demote", "dismiss")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews with hard consequences and no appeal."""
    for document in policies.of(ReviewPolicy):
        hard = [each.name for each in document.policy.consequences if each.act in HARD]
        if not hard or document.policy.appeal is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("Results lead to {names}, and no appeal is stated.", names=tuple(hard)),
            (document.place / "consequences").key(),
            expected=message("`appeal` with `to` and `within`"),
            mend=message("Name who decides on an objection and how long it may be raised."),
        )


RULE = Rule("REV022", "no-appeal", Severity.WARNING, check)
