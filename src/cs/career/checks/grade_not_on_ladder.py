"""Agents hold a grade that no ladder has

What the staff table calls a grade must be a grade's id or name, or its holder is never found to be
eligible, counted as holder, or shown a path. Suggested is a grade that nobody in the table holds.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1}
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
    ```

Staff:

    ```csv
    id,name,grade
    A1,甲,一星客服
    A2,乙,二星客服
    ```
"""

from collections import Counter
from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each strange grade of the staff table, at the first ladder."""
    ladders = list(policies.of(LadderPolicy))
    if policies.staff is None or not ladders or policies.may_lack(LadderPolicy):
        return
    names = [
        word
        for document in ladders
        for grade in document.policy.grades
        for word in (grade.name, grade.id)
    ]
    known = {fold(word) for word in names}
    held = {fold(agent.grade) for agent in policies.staff if agent.grade is not None}
    free = [name for name in names if fold(name) not in held]
    strange = Counter(
        agent.grade
        for agent in policies.staff
        if agent.grade is not None and agent.status != "left" and fold(agent.grade) not in known
    )
    for written, count in sorted(strange.items()):
        near = nearest(written, free)
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The staff table writes the grade «{written}», which is on no ladder; agents who "
                "hold it: {count}.",
                written=written,
                count=count,
            ),
            (ladders[0].place / "grades").key(),
            expected=message("a grade for every agent who has one"),
            mend=message("Add the grade, or correct the staff table.")
            if near is None
            else message(
                "Correct the staff table if {near} is meant; else add the grade.", near=near
            ),
        )


RULE = Rule("LAD008", "grade-not-on-ladder", Severity.WARNING, check, ("D27",))
