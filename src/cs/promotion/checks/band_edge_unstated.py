"""A band does not say whether it includes its edge

Where one band ends at 60 and the next begins at 60, a score of exactly 60 has two answers, and the
difference in points can decide who wins. (In Chinese legal usage 以下 and 以上 include the number.)
Every band with an edge therefore says `includes: from`, `to`, `both` or `neither`. With
`--assume PRM003=from` an edge counts to the band above it, with `--assume PRM003=to` to the one
below.

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
          - {to: 60, points: 0}
          - {from: 60, points: 100}
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
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.conventions import close_edges
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Fix, Place, Related, Severity
from cs.kernel.intervals import open_edges
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import Band, Component, PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """One finding for each edge value that is left open."""
    for document in policies.of(PromotionPolicy):
        for number, component in enumerate(document.policy.components):
            place = document.place.at("components", number, "bands")
            elsewhere = [other.bands for other in document.policy.components if other != component]
            fix = close_edges(place, component.bands, elsewhere)
            for value in open_edges(component.bands):
                yield _finding(place, component, value, fix)


def settle(policy: Policy, value: str) -> Policy | None:
    """`from` or `to`: what every band that leaves it open includes."""
    if value not in ("from", "to") or not isinstance(policy, PromotionPolicy):
        return None
    return policy.model_copy(
        update={
            "components": tuple(
                component.model_copy(
                    update={"bands": tuple(_closed(band, value) for band in component.bands)}
                )
                for component in policy.components
            )
        }
    )


def _closed(band: Band, includes: str) -> Band:
    return band.model_copy(update={"includes": includes}) if band.includes is None else band


def _finding(place: Place, component: Component, value: Decimal, fix: Fix) -> Finding:
    touching = [
        (index, band)
        for index, band in enumerate(component.bands)
        if value in (band.low, band.high)
    ]
    index, band = next(
        (each for each in reversed(touching) if each[1].includes is None), touching[-1]
    )
    if len(touching) > 1:
        text = message(
            "{component}: {value} is an edge of bands of {points} points, and it is not stated to "
            "which of them it belongs.",
            component=component.name,
            value=plain(value),
            points="/".join(plain(each.points) for _, each in touching),
        )
    else:
        text = message(
            "{component}: {value} is an edge of the band of {points} points, and it is not stated "
            "whether it belongs to it.",
            component=component.name,
            value=plain(value),
            points=plain(band.points),
        )
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place.at(index, "from" if band.low == value else "to"),
        expected=message("`includes: from`, `to`, `both` or `neither` in every band with an edge"),
        mend=message("State `includes: from` in each band to count an edge to the band above it."),
        related=tuple(
            Related(
                place.at(other, "from" if each.low == value else "to"),
                message(
                    "The band of {points} points has the same edge.", points=plain(each.points)
                ),
            )
            for other, each in touching
            if other != index
        ),
        fix=fix,
    )


RULE = Rule(
    "PRM003",
    "band-edge-unstated",
    Severity.ERROR,
    check,
    ("D03", "D04"),
    settle,
    settles_with="from|to",
    fixes="safe",
    is_needed=True,
)
