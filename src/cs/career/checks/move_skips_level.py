"""A move leads up more than one level

Promotion goes one level at a time; a jump needs a review of its own, which a plain move does not
have.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
      - {id: star2, name: 二星客服, track: title, level: 2}
      - {id: star3, name: 三星客服, track: title, level: 3}
    moves:
      - {from: star1, to: star2}
      - {from: star1, to: star3}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
      - {id: star2, name: 二星客服, track: title, level: 2}
      - {id: star3, name: 三星客服, track: title, level: 3}
    moves:
      - {from: star1, to: star2}
      - {from: star2, to: star3}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each move of two levels up or more."""
    for document in policies.of(LadderPolicy):
        grades = {grade.id: grade for grade in document.policy.grades}
        for index, move in enumerate(document.policy.moves):
            source, target = grades.get(move.source), grades.get(move.target)
            if source is None or target is None or target.level - source.level <= 1:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The move from {source} (level {low}) to {target} (level {high}) skips levels.",
                    source=source.name,
                    low=source.level,
                    target=target.name,
                    high=target.level,
                ),
                document.place.at("moves", index),
                expected=message("a move of at most one level up"),
                mend=message("Let the move start one level below, or drop it."),
                related=tuple(
                    Related(
                        document.place.at("grades", number, "level"),
                        message("The level of {grade}.", grade=grade.name),
                    )
                    for number, grade in enumerate(document.policy.grades)
                    if grade.id in (source.id, target.id)
                ),
            )


RULE = Rule("LAD002", "move-skips-level", Severity.WARNING, check)
