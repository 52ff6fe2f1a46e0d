"""A grade that nobody can ever hold

An agent who is hired today and does everything right is followed up the ladder: windows, tenure,
skills that rotations teach, experience, headcount, for sixty years. The grade named here is reached
by nobody, though the grade below it is; the rules that block the way are named. A move of the
ladder that is missing is another finding (`LAD003`).

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..50}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4}
    moves:
      - {from: agent, to: leader}
    ---
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: year, name: 任现职满一年, rule: {condition: tenure, clock: post, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..50}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4}
    moves:
      - {from: agent, to: leader}
    ---
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: year, name: 任现职级满一年, rule: {condition: tenure, clock: grade, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from cs.career.reachability import Career, Clause, above, below, blocking, earliest
from cs.checking.rule import Rule
from cs.crosschecks.careers import rough_career
from cs.crosschecks.looking import PlacedGrade, grades_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each unreachable grade right above a reachable one, if rules block the way."""
    career = rough_career(policies)
    if career is None:
        return
    grades = grades_of(policies)
    for target, blocks in blocking(career).items():
        if target in grades:
            yield _finding(policies, career, grades, target, blocks)


def _finding(
    policies: PolicySet,
    career: Career,
    grades: dict[str, PlacedGrade],
    target: str,
    blocks: tuple[Clause, ...],
) -> Finding:
    grade = grades[target].grade
    lower = [grades[each].grade for each in below(career.ways, target) if each in grades]
    figures = {
        "grade": grade.name,
        "reason": blocks[0].text,
        "above": len(above(career.ways, target) - earliest(career).keys()),
    }
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "Nobody can ever hold {grade}. {reason} Grades above it that cannot be held either: "
            "{above}.",
            **figures,
        )
        if policies.staff is None
        else message(
            "Nobody can ever hold {grade}. {reason} Grades above it that cannot be held either: "
            "{above}; agents in the grades below: {agents}.",
            agents=policies.holders(*(word for each in lower for word in {each.id, each.name})),
            **figures,
        ),
        blocks[0].place,
        expected=message("rules that an agent who does everything right can meet"),
        mend=message("Change this rule, or take the grade off the ladder."),
        related=(
            Related(grades[target].place, message("The grade {grade}.", grade=grade.name)),
            *(Related(clause.place, clause.text) for clause in blocks[1:]),
        ),
    )


RULE = Rule("XPL009", "grade-never-held", Severity.WARNING, check, ("D17",))
