"""Mentors are one another's mentees

Mentees' results count in their mentor's score. Where a chain of mentors comes back to its
beginning, each score needs the others first, and none can be computed. The staff table says who
mentors whom.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    mentor: {share: 10%, may_rate: false}
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

Staff:

    ```csv
    id,name,mentor
    A1,甲,A2
    A2,乙,A1
    A3,丙,A1
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.circles import circles
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

SHOWN = 3
"""Circles that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews whose mentors' share goes round in the staff table."""
    if policies.staff is None:
        return
    found = circles({each.id: (each.mentor,) for each in policies.staff if each.mentor})
    if not found:
        return
    for document in policies.of(ReviewPolicy):
        mentor = document.policy.mentor
        if mentor is None or mentor.share == 0:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "In the staff table mentors and mentees form a circle; circles: {count}, for "
                "example {circle}.",
                count=len(found),
                circle="; ".join(" → ".join((*each, each[0])) for each in found[:SHOWN]),
            ),
            document.place.at("mentor", "share")
            if mentor.share is not None
            else document.place / "mentor",
            expected=message("mentors who are not, by any chain, mentees of their mentees"),
            mend=message("Give one agent of the circle another mentor in the staff table."),
        )


RULE = Rule("REV026", "mentors-in-circle", Severity.WARNING, check, ("D30",))
