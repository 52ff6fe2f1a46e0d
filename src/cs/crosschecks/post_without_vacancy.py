"""A post is promoted to without a vacancy

The ladder fills posts of this track only when they are vacant (`promotes: post`); the promotion
asks for no vacancy, so that its posts may hold more than their headcount.

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
    kind: promotion
    id: leader
    name: 组长竞聘
    from: senior
    to: leader
    needs_vacancy: false
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
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: senior
    to: leader
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import grades_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each promotion to a post that needs no vacancy."""
    grades = grades_of(policies)
    for document in policies.of(PromotionPolicy):
        target = grades.get(document.policy.target_grade or "")
        if target is None or target.is_title or document.policy.needs_vacancy:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{grade} is a post, and its promotion needs no vacancy.", grade=target.grade.name
            ),
            document.place / "needs_vacancy",
            expected=message("`needs_vacancy: true` for a post"),
            mend=message("State `needs_vacancy: true`, or let the track promote titles."),
            related=(Related(target.place, message("The grade.")),),
        )


RULE = Rule("XPL050", "post-without-vacancy", Severity.INFO, check, ("D26",))
