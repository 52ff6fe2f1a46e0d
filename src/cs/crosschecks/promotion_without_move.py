"""A promotion that the ladder's moves do not have

Where a ladder lists its moves, a promotion policy between two of its grades is one of them, or one
of the two documents is wrong.

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

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each source grade of a promotion without a move to the target."""
    for ladder in policies.of(LadderPolicy):
        moves = {(move.source, move.target) for move in ladder.policy.moves}
        names = {grade.id: grade.name for grade in ladder.policy.grades}
        for document in policies.of(PromotionPolicy):
            target = document.policy.target_grade
            if not moves or target is None or target not in names:
                continue
            for index, source in enumerate(document.policy.source_grades):
                if source not in names or (source, target) in moves:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The ladder has no move from {source} to {target}.",
                        source=names[source],
                        target=names[target],
                    ),
                    document.place.at("from", index),
                    expected=message("a promotion along a move of the ladder"),
                    mend=message("Add the move to the ladder, or drop the grade from `from`."),
                    related=(Related((ladder.place / "moves").key(), message("The moves.")),),
                )


RULE = Rule("XPL008", "promotion-without-move", Severity.WARNING, check)
