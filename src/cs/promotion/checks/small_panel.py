"""A mean over several raters has no minimum, or one below three

With one rater the mean is one person's view, and with fewer than three a rater is not anonymous.
The rule looks at components that state an `aggregate`.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: colleagues
        name: 同事打分
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 同事, aggregate: mean}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: colleagues
        name: 同事打分
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 同事, aggregate: mean, min_raters: 3}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

LEAST = 3


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component that aggregates over raters without asking for three."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            raters = component.raters
            if "aggregate" not in raters.model_fields_set or raters.min_raters >= LEAST:
                continue
            place = document.place.at("components", number, "raters")
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: the fewest raters asked for are {count}; their common score "
                    "would be close to one person's view.",
                    component=component.name,
                    count=raters.min_raters,
                ),
                place / "min_raters" if "min_raters" in raters.model_fields_set else place,
                expected=message("`min_raters` of 3 or more"),
                mend=message("Add `min_raters: 3`; fewer count as a missing score then."),
            )


RULE = Rule("PRM020", "small-panel", Severity.WARNING, check, ("D45",))
