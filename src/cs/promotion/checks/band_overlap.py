"""Two bands hold the same value

A raw value must lie in one band only, or its points depend on the order in which bands are listed.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 100%
        bands:
          - {to: 65, includes: to, points: 0}
          - {from: 60, includes: from, points: 100}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - id: pm
        name: PM成绩
        weight: 100%
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, includes: from, points: 100}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.conventions import turned
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.intervals import Interval, overlaps
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.promotion.policy import Component, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each pair of bands that share a value, unstated edges aside."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            for lower, upper, common in overlaps(component.bands):
                yield _finding(place, component, lower, upper, common)


def _finding(
    place: Place, component: Component, lower: Interval, upper: Interval, common: Message
) -> Finding:
    wrong = turned(component.bands, lower, upper)
    line = place / (wrong or upper).index
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "{component}: the bands of {first} and of {second} points both hold {common}.",
            component=component.name,
            first=plain(component.bands[lower.index].points),
            second=plain(component.bands[upper.index].points),
            common=common,
        ),
        line / "includes" if wrong else line,
        expected=message("bands that follow one another without a common value"),
        mend=wrong.mend
        if wrong
        else message("Let one band end where the next begins, and let only one include the edge."),
        related=(
            Related(
                place / (lower.index + upper.index - (wrong or upper).index),
                message("The other band."),
            ),
        ),
        fix=wrong.fix(line) if wrong else None,
    )


RULE = Rule("PRM004", "band-overlap", Severity.ERROR, check, ("D03",), fixes="unsafe")
