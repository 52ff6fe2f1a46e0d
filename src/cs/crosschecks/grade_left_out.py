"""A list of grades leaves out one between two others

A list names grades of one track and not a grade whose level lies between theirs and is none of
theirs. Whoever holds it is not rotated, not reviewed or not heard, by nobody's decision.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: post, name: 管理通道, promotes: post}]
    grades:
      - {id: agent, name: 客服, track: post, level: 1, headcount: 0..50}
      - {id: senior, name: 资深客服, track: post, level: 2, headcount: 0..20}
      - {id: leader, name: 组长, track: post, level: 3, headcount: 4}
    ---
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    who: {grades: [agent, leader]}
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: post, name: 管理通道, promotes: post}]
    grades:
      - {id: agent, name: 客服, track: post, level: 1, headcount: 0..50}
      - {id: senior, name: 资深客服, track: post, level: 2, headcount: 0..20}
      - {id: leader, name: 组长, track: post, level: 3, headcount: 4}
    ---
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    who: {grades: [agent, senior, leader]}
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.crosschecks.looking import grades_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each list of grades with a hole."""
    grades = grades_of(policies)
    keys = {fold(word): id_ for id_, each in grades.items() for word in (id_, each.grade.name)}
    open_moves = _open_moves(policies)
    for place, listed in _lists(policies):
        if not all(fold(word) in keys for word in listed):
            continue  # a grade under another name leaves a hole that is none
        named = {keys[fold(word)] for word in listed}
        for track in dict.fromkeys(grades[each].grade.track for each in named):
            own = [grades[each].grade for each in named]
            levels = [grade.level for grade in own if grade.track == track]
            for missing, each in grades.items():
                if each.grade.track != track or missing in named:
                    continue
                level = each.grade.level
                if level in levels or not min(levels) < level < max(levels):
                    continue
                if (place.file, place.document, missing) in open_moves:
                    continue  # XPL051 speaks of its move
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The list leaves out {grade}, which lies between grades that it names.",
                        grade=each.grade.name,
                    ),
                    place,
                    expected=message("grades without a hole"),
                    mend=message("Add the grade, unless it is left out on purpose."),
                    related=(Related(each.place, message("The grade.")),),
                )


def _open_moves(policies: PolicySet) -> frozenset[tuple[str, int, str]]:
    """For each promotion the grades from which the ladder has a move to its target."""
    moves = [move for ladder in policies.of(LadderPolicy) for move in ladder.policy.moves]
    return frozenset(
        (document.file, document.index, move.source)
        for document in policies.of(PromotionPolicy)
        for move in moves
        if move.target == document.policy.target_grade
    )


def _lists(policies: PolicySet) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for rotation in policies.of(RotationPolicy):
        yield rotation.place.at("who", "grades"), rotation.policy.who.grades
    for review in policies.of(ReviewPolicy):
        yield review.place.at("who", "grades"), review.policy.who.grades
    for promotion in policies.of(PromotionPolicy):
        yield promotion.place / "from", promotion.policy.source_grades
    for development in policies.of(DevelopmentPolicy):
        mentoring = development.policy.mentoring
        if mentoring is not None:
            yield development.place.at("mentoring", "mentors", "grades"), mentoring.mentors.grades
            yield development.place.at("mentoring", "mentees", "grades"), mentoring.mentees.grades


RULE = Rule("XPL052", "grade-left-out", Severity.INFO, check)
