"""More raters are asked for than there can be

An agent is one person and has one direct superior. Where two of them must rate, that role always
counts as missing.

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
    raters:
      - {role: superior, name: 直接上级, weight: 100%, min_raters: 3}
      - {role: self, name: 本人, weight: 0%, min_raters: 1}
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
    raters:
      - {role: superior, name: 直接上级, weight: 100%, min_raters: 1}
      - {role: self, name: 本人, weight: 0%, min_raters: 1}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

ONE = ("self", "superior")


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each group of one person that must give several ratings."""
    for document in policies.of(ReviewPolicy):
        for number, raters in enumerate(document.policy.raters):
            if raters.role not in ONE or (raters.min_raters or 1) == 1:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{role} is one person, and {count} of them must rate.",
                    role=raters.name or raters.role,
                    count=raters.min_raters,
                ),
                document.place.at("raters", number, "min_raters"),
                expected=message("1"),
                mend=message("State 1, or the role that is meant."),
            )


RULE = Rule("REV041", "more-raters-than-people", Severity.WARNING, check)
