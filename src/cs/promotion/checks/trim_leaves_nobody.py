"""A trimmed mean leaves out as many raters as it asks for

`trim` leaves out that many of the highest and of the lowest scores. If `min_raters` is not larger
than both together, a panel that is large enough still has no score.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: interview
        name: 面试考评
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组, aggregate: trimmed_mean, trim: 2, min_raters: 4}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: interview
        name: 面试考评
        weight: 100%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组, aggregate: trimmed_mean, trim: 1, min_raters: 4}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each trimmed mean whose smallest panel is trimmed away."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            raters = component.raters
            left_out = 2 * raters.trim
            if raters.aggregate != "trimmed_mean" or raters.min_raters > left_out:
                continue
            place = document.place.at("components", number, "raters")
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{component}: of a panel of {count} the trimmed mean leaves out {left_out}.",
                    component=component.name,
                    count=raters.min_raters,
                    left_out=left_out,
                ),
                place / "min_raters" if "min_raters" in raters.model_fields_set else place,
                expected=message("`min_raters` of {count} or more", count=left_out + 1),
                mend=message("Ask for a larger panel, or trim less."),
            )


RULE = Rule("PRM021", "trim-leaves-nobody", Severity.WARNING, check)
