"""So few colleagues rate that everybody knows who said what

With one or two colleagues or subordinates the agent can tell who gave which value, and the next
rating is written with that in mind. Three are the least; below three the detail stays hidden.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: superior, weight: 60%, min_raters: 1}
      - {role: peer, weight: 40%, min_raters: 2}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: superior, weight: 60%, min_raters: 1}
      - {role: peer, weight: 40%, min_raters: 3}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

LEAST = 3


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each group of colleagues or subordinates, or one called anonymous, that may be so small."""
    for document in policies.of(ReviewPolicy):
        for number, each in enumerate(document.policy.raters):
            hidden = each.anonymous or each.role in ("peer", "subordinate")
            if not hidden or each.min_raters is None or each.min_raters >= LEAST:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} of the raters «{role}» are enough, so the agent can tell who rated.",
                    count=each.min_raters,
                    role=each.name or each.role,
                ),
                document.place.at("raters", number, "min_raters"),
                expected=message("`min_raters` of 3 or more"),
                mend=message("Set `min_raters: 3`; fewer count as no rating then."),
            )


RULE = Rule("REV006", "rater-not-anonymous", Severity.WARNING, check, ("D45",))
