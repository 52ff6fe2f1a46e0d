"""Raters are promised to be anonymous, and the data show their names

The review policy says that who rated is not told. The confidentiality policy lets the class of
data that holds the ratings be shown with names.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 团队协作, weight: 100%, direction: higher, target: 95, floor: 60}
    raters: [{role: peer, weight: 100%, min_raters: 3, anonymous: true}]
    ---
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 评分, name: 评分, tables: ratings, readers: 组长, kept_for: 1 year}]
    violations: [{id: 泄露, name: 泄露评分, act: warn}]
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 团队协作, weight: 100%, direction: higher, target: 95, floor: 60}
    raters: [{role: peer, weight: 100%, min_raters: 3, anonymous: true}]
    ---
    kind: confidentiality
    id: confidentiality
    name: 保密
    data:
      - {id: 评分, name: 评分, tables: ratings, readers: 组长, kept_for: 1 year, shown: pseudonyms}
    violations: [{id: 泄露, name: 泄露评分, act: warn}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each class of data that holds ratings and shows names, where raters are anonymous."""
    promised = [
        Related(review.place.at("raters", number), message("These raters are anonymous."))
        for review in policies.of(ReviewPolicy)
        for number, raters in enumerate(review.policy.raters)
        if raters.anonymous
    ]
    if not promised:
        return
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.data):
            if "ratings" not in each.tables or each.shown != "names":
                continue
            place = document.place.at("data", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{name} holds the ratings and shows names; kinds of raters that are promised "
                    "to be anonymous: {count}.",
                    name=each.name,
                    count=len(promised),
                ),
                place / "shown" if "shown" in each.model_fields_set else place,
                expected=message("`shown: pseudonyms` or `shown: hidden`"),
                mend=message("Add `shown: pseudonyms`, or drop `anonymous` from the raters."),
                related=tuple(promised),
            )


RULE = Rule("XPL035", "anonymous-raters-named", Severity.WARNING, check)
