"""What a missing rating or value does is not stated

In every period somebody is ill, a survey stays unanswered, a system fails. Whether the agent then
has no result, gets nothing for it, or is judged by the rest must not be decided case by case. With
`--assume REV008=refuse` there is no result, with `--assume REV008=reweight` the rest counts for
more.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    raters:
      - {role: superior, weight: 100%, min_raters: 1}
    missing_values: reweight
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
      - {role: superior, weight: 100%, min_raters: 1}
    missing_raters: reweight
    missing_values: refuse
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Reviews that leave either open; without raters only values can be missing."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        if policy.missing_raters is None and policy.raters:
            yield Finding(
                RULE.code,
                RULE.severity,
                message("It is not stated what happens where a group has too few raters."),
                (document.place / "raters").key(),
                expected=message("`missing_raters: refuse` or `reweight`"),
                mend=message("Add `missing_raters: reweight` to let the other groups count more."),
            )
        if policy.missing_values is None and (
            policy.raters or any(each.measured_by for each in policy.indicators)
        ):
            yield Finding(
                RULE.code,
                RULE.severity,
                message("It is not stated what happens where an indicator has no value."),
                (document.place / "indicators").key(),
                expected=message("`missing_values: refuse`, `zero` or `reweight`"),
                mend=message(
                    "Add `missing_values: refuse` to give no result on half of the facts."
                ),
            )


def settle(policy: Policy, value: str) -> Policy | None:
    """`refuse` or `reweight`, for whatever is left open."""
    if value not in ("refuse", "reweight") or not isinstance(policy, ReviewPolicy):
        return None
    return policy.model_copy(
        update={
            "missing_raters": policy.missing_raters or value,
            "missing_values": policy.missing_values or value,
        }
    )


RULE = Rule(
    "REV008",
    "missing-rating-undefined",
    Severity.ERROR,
    check,
    ("D07",),
    settle,
    settles_with="refuse|reweight",
)
