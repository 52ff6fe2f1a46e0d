"""How many raters are needed is not stated

Without a least number one customer's answer is «the customers' rating», and one colleague's grudge
«the colleagues'». State `min_raters`; fewer count as no rating of this group.

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
      - {role: peer, weight: 40%}
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


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each group without a least number; a self-review has one rater by nature."""
    for document in policies.of(ReviewPolicy):
        for number, each in enumerate(document.policy.raters):
            if each.min_raters is not None or each.role == "self":
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "How many raters «{role}» are needed is not stated.",
                    role=each.name or each.role,
                ),
                document.place.at("raters", number),
                expected=message("`min_raters` in every group of raters"),
                mend=message("Add `min_raters: 3`, or 1 where one person rates by office."),
            )


RULE = Rule("REV004", "rater-minimum-undefined", Severity.WARNING, check, ("D31", "D45"))
