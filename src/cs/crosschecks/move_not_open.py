"""A move of the ladder that its promotion does not open

The ladder lets a grade move to another, and the one policy that promotes to the target does not
list the grade under `from`. Agents of that grade read two different answers.

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
    moves:
      - {from: agent, to: leader}
      - {from: senior, to: leader}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: senior
    to: leader
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
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
    moves:
      - {from: agent, to: leader}
      - {from: senior, to: leader}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: [agent, senior]
    to: leader
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.crosschecks.looking import has_no_move
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each move to a grade that policies promote to, but from no such grade."""
    promotions = [
        each
        for each in policies.of(PromotionPolicy)
        if each.policy.source_grades and not has_no_move(policies, each.policy)
    ]
    for ladder in policies.of(LadderPolicy):
        for number, move in enumerate(ladder.policy.moves):
            if _leads_down(ladder.policy, move.source, move.target):
                continue  # LAD009 speaks of it
            into = [each for each in promotions if each.policy.target_grade == move.target]
            if not into or any(move.source in each.policy.source_grades for each in into):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The ladder lets {source} move to {target}; «{policy}» does not list it.",
                    source=move.source,
                    target=move.target,
                    policy=into[0].policy.name,
                ),
                into[0].place / "from",
                expected=message("every grade from which the ladder has a move"),
                mend=message("Add the grade, or delete the move from the ladder."),
                related=(Related(ladder.place.at("moves", number), message("The move.")),),
            )


def _leads_down(policy: LadderPolicy, source: str, target: str) -> bool:
    grades = {grade.id: grade for grade in policy.grades}
    if source not in grades or target not in grades:
        return False
    lower, upper = grades[target], grades[source]
    return lower.track == upper.track and lower.level < upper.level


RULE = Rule("XPL051", "move-not-open", Severity.INFO, check)
