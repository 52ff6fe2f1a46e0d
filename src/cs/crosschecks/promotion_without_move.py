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
from cs.crosschecks.looking import has_no_move, may_skip
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each source grade of a promotion without a move to the target."""
    into: dict[str, list[Document[PromotionPolicy]]] = {}
    for document in policies.of(PromotionPolicy):
        if document.policy.target_grade is not None:
            into.setdefault(document.policy.target_grade, []).append(document)
    for ladder in policies.of(LadderPolicy):
        moves = {(move.source, move.target) for move in ladder.policy.moves}
        names = {grade.id: grade.name for grade in ladder.policy.grades} if moves else {}
        for target, document in ((each, one) for each in names for one in into.get(each, ())):
            if has_no_move(policies, document.policy):
                yield _wrong_target(document, ladder, names)
                continue
            for index, source in enumerate(document.policy.source_grades):
                if source not in names or (source, target) in moves:
                    continue
                if may_skip(policies, document.policy, source):
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


def _wrong_target(
    document: Document[PromotionPolicy], ladder: Document[LadderPolicy], names: dict[str, str]
) -> Finding:
    """One finding where none of the sources has a move to the target."""
    sources = document.policy.source_grades
    leads = [
        (number, move.target)
        for number, move in enumerate(ladder.policy.moves)
        if move.source in sources
    ]
    common = [
        grade
        for grade in dict.fromkeys(target for _, target in leads)
        if sum(target == grade for _, target in leads) == len(sources)
    ]
    meant = common[0] if len(common) == 1 else None
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "The ladder has a move to {target} from none of: {sources}.",
            target=names[document.policy.target_grade or ""],
            sources=tuple(names[each] for each in sources),
        ),
        document.place / "to",
        expected=message("a promotion along a move of the ladder"),
        mend=message("Correct the target, or add the moves to the ladder.")
        if meant is None
        else message(
            "Did you mean {word}? From all of them the ladder has a move to it.", word=meant
        ),
        related=tuple(
            Related(ladder.place.at("moves", number), message("A move from one of them."))
            for number, target in leads
            if meant in (None, target)
        )[:_MOST]
        or (Related((ladder.place / "moves").key(), message("The moves.")),),
        fix=suggest_word(document.place / "to", meant),
    )


_MOST = 5
"""Moves that are shown."""

RULE = Rule("XPL008", "promotion-without-move", Severity.WARNING, check, fixes="unsafe")
