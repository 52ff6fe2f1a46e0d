"""A move leads to a lower level of its track

The moves of a ladder are promotions, or steps to another track. A move from a higher level to a
lower one of the same track was mostly written the wrong way round; how somebody is demoted is
stated by the promotion policy (`demotion`).

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 1, headcount: 4}
      - {id: manager, name: 经理, track: management, level: 2, headcount: 2}
    moves: [{from: manager, to: leader}]
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: leader, name: 组长, track: management, level: 1, headcount: 4}
      - {id: manager, name: 经理, track: management, level: 2, headcount: 2}
    moves: [{from: leader, to: manager}]
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Fix, Related, Replace, Severity
from cs.kernel.messages import message
from cs.kernel.texts import yaml_scalar


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each move from a higher level to a lower one of the same track."""
    for document in policies.of(LadderPolicy):
        grades = {grade.id: (n, grade) for n, grade in enumerate(document.policy.grades)}
        for index, move in enumerate(document.policy.moves):
            if move.source not in grades or move.target not in grades:
                continue
            (_, source), (_, target) = ends = grades[move.source], grades[move.target]
            if target.level >= source.level or target.track != source.track:
                continue
            place = document.place.at("moves", index)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The move from {source} (level {high}) to {target} (level {low}) leads down.",
                    source=source.name,
                    high=source.level,
                    target=target.name,
                    low=target.level,
                ),
                place,
                expected=message("a move up, or to another track"),
                mend=message("Exchange `from` and `to`, if a promotion is meant."),
                related=tuple(
                    Related(
                        document.place.at("grades", number, "level"),
                        message("The level of {grade}.", grade=grade.name),
                    )
                    for number, grade in ends
                ),
                fix=Fix(
                    message("Exchange the two grades."),
                    (
                        Replace(place / "from", yaml_scalar(move.target)),
                        Replace(place / "to", yaml_scalar(move.source)),
                    ),
                    safe=False,
                ),
            )


RULE = Rule("LAD009", "move-leads-down", Severity.WARNING, check, fixes="unsafe")
