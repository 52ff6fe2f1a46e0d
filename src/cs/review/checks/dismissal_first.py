"""Dismissal comes before training or transfer

An employer may end the contract of a worker who is not up to the job only if he is still not up to
it after training or a transfer to another post (Labour Contract Law of the PRC, article 40(2)). A
shorter run of bad results must lead to one of these before a longer one leads to dismissal. (For
the reader, not legal advice.)

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
      - {id: 辅导, name: 一对一辅导, act: coach, at_most: 不达标}
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
      - {id: 培训, name: 脱产培训, act: train, at_most: 不达标, in_a_row: 2}
      - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 3, notice: 30 days}
    appeal: {to: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

FIRST = ("train", "transfer")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each dismissal that no training or transfer of a shorter run comes before."""
    for document in policies.of(ReviewPolicy):
        order = {grade.id: number for number, grade in enumerate(document.policy.grades)}
        consequences = document.policy.consequences
        for number, each in enumerate(consequences):
            if each.act != "dismiss":
                continue
            milder = [
                other
                for other in consequences
                if other.act in FIRST
                and other.in_a_row < each.in_a_row
                and order.get(other.at_most, 0) <= order.get(each.at_most, 0)
            ]
            if milder:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{name}» follows on {count} results in a row of {grade} or worse, and no "
                    "training or transfer comes before it.",
                    name=each.name,
                    count=each.in_a_row,
                    grade=each.at_most,
                ),
                document.place.at("consequences", number),
                expected=message(
                    "a consequence with `act: train` or `transfer` and a smaller `in_a_row`"
                ),
                mend=message(
                    "Add training or a transfer for a shorter run; article 40(2) of the Labour "
                    "Contract Law asks for it."
                ),
                related=tuple(
                    Related(
                        document.place.at("consequences", position),
                        message("It comes with the same run, not before it."),
                    )
                    for position, other in enumerate(consequences)
                    if other.act in FIRST and other.in_a_row == each.in_a_row
                ),
            )


RULE = Rule("REV019", "dismissal-first", Severity.INFO, check, ("D43",))
