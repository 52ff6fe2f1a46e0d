"""The headcount of a grade does not fit the staff

More agents hold the grade than its largest headcount, or fewer than its least and the grades below
have not even enough agents to fill the gap.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..10}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4..6}
    moves:
      - {from: agent, to: leader}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..10}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 1..2}
    moves:
      - {from: agent, to: leader}
    ```

Staff:

    ```csv
    id,name,grade
    A1,甲,组长
    A2,乙,客服
    A3,丙,客服
    ```
"""

from collections.abc import Iterator

from cs.career.holders import feeding, holders
from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade with too many holders, or too few to be mended by promotion."""
    if policies.staff is None:
        return
    for document in policies.of(LadderPolicy):
        policy = document.policy
        held = holders(policy, policies.staff)
        if not held:
            continue
        numbers = {grade.id: number for number, grade in enumerate(policy.grades)}
        sources_of = feeding(policy)
        for number, grade in enumerate(policy.grades):
            if grade.headcount is None:
                continue
            count, sources = held[grade.id], sources_of[grade.id]
            below = sum(held[source] for source in sources)
            if grade.headcount.high is not None and count > grade.headcount.high:
                text = message(
                    "{grade}: {count} agents hold it, the headcount is {headcount}; {surplus} are "
                    "too many.",
                    grade=grade.name,
                    count=count,
                    headcount=grade.headcount,
                    surplus=count - grade.headcount.high,
                )
            elif count + below < grade.headcount.low and sources:
                text = message(
                    "{grade}: {count} agents hold it, the least headcount is {least}; the grades "
                    "below it have {below} agents, fewer than the {gap} that are lacking.",
                    grade=grade.name,
                    count=count,
                    least=grade.headcount.low,
                    below=below,
                    gap=grade.headcount.low - count,
                )
            else:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                document.place.at("grades", number, "headcount"),
                expected=message("a headcount that the staff can have"),
                mend=message("Correct the headcount, or the grades in the staff table."),
                related=tuple(
                    Related(
                        document.place.at("grades", numbers[source]),
                        message(
                            "{grade}, from which it is filled: {count} agents.",
                            grade=policy.grades[numbers[source]].name,
                            count=held[source],
                        ),
                    )
                    for source in sources
                    if source in numbers and count < grade.headcount.low
                ),
            )


RULE = Rule("LAD007", "grade-headcount-missed", Severity.WARNING, check)
