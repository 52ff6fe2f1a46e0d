"""How an indicator's value becomes points is not stated

A target says what earns full points. Which direction is better, and which value earns nothing, must
be stated too, or 92% of satisfaction is anything between excellent and poor. State `direction`, and
`floor` or `bounds`.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, target: 95}
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
from cs.kernel.texts import plain
from cs.review.policy import ReviewPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each indicator without a direction, or without anything that earns no points."""
    for document in policies.of(ReviewPolicy):
        for number, indicator in enumerate(document.policy.indicators):
            lacking = [] if indicator.direction is not None else ["direction"]
            if indicator.floor is None and indicator.bounds is None:
                lacking.append("floor")
            if not lacking:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{name}: the target is {target}, but how values become points is not stated; "
                    "lacking: {lacking}.",
                    name=indicator.name,
                    target=plain(indicator.target),
                    lacking=tuple(lacking),
                ),
                document.place.at("indicators", number),
                expected=message("`direction: higher` or `lower`, and `floor` or `bounds`"),
                mend=message("Add what is lacking: which way is better, and what earns nothing."),
            )


RULE = Rule("REV018", "indicator-scale-undefined", Severity.ERROR, check, ("D05",))
