"""A component scores again what eligibility already asks for

The component is the mean of the same reviews whose grade is a condition. Whoever is eligible has at
least the scores of that grade, and all of these fall into one band: everybody who may be ranked
gets the same points, and the component decides nothing. Divide the scores above the grade into
bands, or score something else.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 90%, scale: {from: 0, to: 100}}
      - id: pm
        name: PM成绩
        weight: 10%
        reads: monthly
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, to: 80, includes: from, points: 8}
          - {from: 80, includes: from, points: 10}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 90%, scale: {from: 0, to: 100}}
      - id: pm
        name: PM成绩
        weight: 10%
        reads: monthly
        bands:
          - {to: 60, includes: neither, points: 0}
          - {from: 60, to: 95, includes: from, points: 8}
          - {from: 95, includes: from, points: 10}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import review_conditions, reviews_read
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.eligible_values import Bounds, met_bands


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each component with bands that the grade of a condition on its reviews makes constant."""
    for asked in review_conditions(policies):
        document, number, rule = asked.document, asked.number, asked.rule
        if not asked.needed:
            continue
        for review in reviews_read(policies, rule.review):
            grades = review.policy.grades
            ids = [grade.id for grade in grades]
            if rule.at_least not in ids:
                continue
            position = ids.index(rule.at_least)
            low = grades[position].low
            if low is None:
                continue
            bounds = Bounds(low, None, (number,))
            for place, component in enumerate(document.policy.components):
                met = met_bands(component.bands, bounds)
                points = {component.bands[band.index].points for band in met}
                if component.reads != review.policy.id or len(points) != 1:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{component}: whoever meets «{name}» has scores from {low} up, and these "
                        "all give {points} points; {weight}% of the score decides nobody.",
                        component=component.name,
                        name=document.policy.eligibility[number].name,
                        low=plain(low),
                        points=plain(points.pop()),
                        weight=plain(component.weight),
                    ),
                    document.place.at("components", place, "bands").key(),
                    expected=message("different points within the scores that the grade admits"),
                    mend=message(
                        "Divide the scores from {low} up into bands, or give the weight to another "
                        "component.",
                        low=plain(low),
                    ),
                    related=(
                        Related(
                            asked.place / "at_least",
                            message("The condition asks for this grade."),
                        ),
                        Related(
                            review.place.at("grades", position, "from"),
                            message("The grade begins here."),
                        ),
                    ),
                )


RULE = Rule("XPL024", "pm-vs-excellent", Severity.WARNING, check, ("D19",))
