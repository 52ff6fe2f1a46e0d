"""A promotion leads up more than one level

Each promotion goes up one level; two levels or more need a review of their own ([003-B]: the board
chair's): where `skips` says who approves of them, this is no finding.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
      - {id: star3, name: 三星客服, track: title, level: 3}
    ---
    kind: promotion
    id: star3
    name: 晋升三星
    from: star1
    to: star3
    needs_vacancy: false
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2}
      - {id: star3, name: 三星客服, track: title, level: 3}
    ---
    kind: promotion
    id: star3
    name: 晋升三星
    from: star2
    to: star3
    needs_vacancy: false
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import grades_of, has_no_move, may_skip
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each source grade two levels or more below the target."""
    grades = grades_of(policies)
    for document in policies.of(PromotionPolicy):
        target = grades.get(document.policy.target_grade or "")
        if target is None or has_no_move(policies, document.policy):
            continue  # where no source has a move to the target, XPL008 says so
        for index, name in enumerate(document.policy.source_grades):
            source = grades.get(name)
            if source is None or target.grade.level - source.grade.level <= 1:
                continue
            if may_skip(policies, document.policy, name):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "From {source} (level {low}) to {target} (level {high}) is more than one "
                    "level.",
                    source=source.grade.name,
                    low=source.grade.level,
                    target=target.grade.name,
                    high=target.grade.level,
                ),
                document.place.at("from", index),
                expected=message("source grades at most one level below the target"),
                mend=message("Drop this grade from `from`, or correct the levels of the ladder."),
                related=(
                    Related(
                        source.place / "level",
                        message("The level of {grade}.", grade=source.grade.name),
                    ),
                    Related(
                        target.place / "level",
                        message("The level of {grade}.", grade=target.grade.name),
                    ),
                ),
            )


RULE = Rule("XPL001", "promotion-skips-level", Severity.WARNING, check)
