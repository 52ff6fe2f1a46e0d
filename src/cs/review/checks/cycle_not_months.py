"""The cycle of a review is not whole months

Results are named by their period: a month, a quarter, a half-year, a year or a number of months. A
cycle of weeks or working days has no such names, and its results could not be matched with a table.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: 4 weeks
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each review with another cycle."""
    for document in policies.of(ReviewPolicy):
        if document.policy.periods() is not None:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("A cycle of {cycle} is not whole months.", cycle=document.policy.cycle),
            document.place / "cycle",
            expected=message("`monthly`, `quarterly`, `half-yearly`, `yearly` or whole months"),
            mend=message("State the cycle in months."),
        )


RULE = Rule("REV027", "cycle-not-months", Severity.ERROR, check)
