"""No move leads to a grade

Where a ladder lists its moves, a grade above the lowest level that no move leads to can never be
held by promotion.

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
    """Each grade that the moves do not reach from a grade of the lowest level."""
    for document in policies.of(LadderPolicy):
        policy = document.policy
        ids = {grade.id for grade in policy.grades}
        if not policy.moves or any({move.source, move.target} - ids for move in policy.moves):
            continue  # a move that names no grade of the ladder is another finding
        lowest = min(grade.level for grade in policy.grades)
        reached = {grade.id for grade in policy.grades if grade.level == lowest}
        while True:
            further = {move.target for move in policy.moves if move.source in reached} - reached
            if not further:
                break
            reached |= further
        grades = {grade.id: grade for grade in policy.grades}
        lowered = {
            move.source
            for move in policy.moves
            if grades[move.target].level < grades[move.source].level
            and grades[move.target].track == grades[move.source].track
        }
        for number, grade in enumerate(policy.grades):
            before = {move.source for move in policy.moves if move.target == grade.id}
            if grade.id in reached or before - reached or grade.id in lowered:
                continue  # mended with the grade before it, or by turning a move round
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No chain of moves leads to {grade}.", grade=grade.name),
                document.place.at("grades", number),
                expected=message("a move to every grade above the lowest level"),
                mend=message("Add a move that leads there."),
                related=(Related((document.place / "moves").key(), message("The moves.")),),
            )


RULE = Rule("LAD003", "grade-unreachable", Severity.WARNING, check)
