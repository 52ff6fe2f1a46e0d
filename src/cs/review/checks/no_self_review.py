"""Others rate from several sides, but the agent does not

A review that asks customers, superiors and colleagues is meant as a 360-degree review. Without the
agent's own view nobody sees where it differs most, which is what the talk about the result is for.
A self-review may have a weight of 0%: it then informs and does not count.

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
      - {role: peer, weight: 40%, min_raters: 3}
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
      - {role: self, weight: 0%}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

SEVERAL = 2


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews with several groups of raters, the agent not among them."""
    for document in policies.of(ReviewPolicy):
        roles = {each.role for each in document.policy.raters}
        if len(roles) < SEVERAL or "self" in roles:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("Groups that rate: {count}; the agent is none of them.", count=len(roles)),
            (document.place / "raters").key(),
            expected=message("a group with `role: self`"),
            mend=message(
                "Add `{{role: self, weight: 0%}}`; it informs the talk and does not count."
            ),
        )


RULE = Rule("REV005", "no-self-review", Severity.INFO, check, ("D31",))
