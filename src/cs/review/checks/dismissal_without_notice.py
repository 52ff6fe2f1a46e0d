"""A dismissal states neither notice nor pay in lieu

A dismissal for not being up to the job needs thirty days' written notice, or a month's pay instead
(Labour Contract Law of the PRC, article 40). (For the reader, not legal advice.)

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
      - {id: 培训, name: 脱产培训, act: train, at_most: 不达标, in_a_row: 2}
      - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 3}
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
      - {id: 培训, name: 脱产培训, act: train, at_most: 不达标, in_a_row: 2}
      - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 3, notice: 30 days}
    appeal: {to: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.durations import Unit
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

LEAST_DAYS = 30


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each dismissal with a notice shorter than thirty days, or none, and no pay instead."""
    for document in policies.of(ReviewPolicy):
        for number, each in enumerate(document.policy.consequences):
            place = document.place.at("consequences", number)
            if each.act != "dismiss" or each.pay_in_lieu:
                continue
            if each.notice is None:
                text = message("«{name}» states no notice and no pay instead.", name=each.name)
            elif each.notice.unit is Unit.DAY and each.notice.count < LEAST_DAYS:
                place = place / "notice"
                text = message(
                    "«{name}» has a notice of {notice} and no pay instead.",
                    name=each.name,
                    notice=each.notice,
                )
            else:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                place,
                expected=message("`notice: 30 days`, or `pay_in_lieu: true`"),
                mend=message("Add one of them; article 40 of the Labour Contract Law asks for it."),
            )


RULE = Rule("REV021", "dismissal-without-notice", Severity.INFO, check, ("D43",))
