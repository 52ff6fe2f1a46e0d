"""A grade that nobody holds before thirty years of service

An agent who is hired today and does everything right is followed up the ladder on the real
calendar. The grade can be reached, but so late that it is out of reach for most. Named is the rule
that costs most: without it the grade would be held earliest.

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
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: tenure, name: 任现职级, rule: {condition: tenure, clock: grade, at_least: 36 years}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 20}
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
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: tenure, name: 任现职级, rule: {condition: tenure, clock: grade, at_least: 36 months}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 20}
    ```
"""

from collections.abc import Iterator

from cs.career.reachability import bottlenecks, earliest
from cs.checking.rule import Rule
from cs.crosschecks.careers import career_of, rough_career
from cs.crosschecks.looking import grades_of, whole_years
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message

MOST_YEARS = 30


def check(policies: PolicySet) -> Iterator[Finding]:
    """The first grade of each path that is too late; those above it follow from it."""
    rough = rough_career(policies)
    if rough is None:
        return
    if all(whole_years(rough.hired, each.day) < MOST_YEARS for each in earliest(rough).values()):
        return
    career = career_of(policies, policies.calendar)
    grades = grades_of(policies)
    if career is None:
        return
    costliest = bottlenecks(career)
    for target, arrival in earliest(career).items():
        before = arrival.before
        if (
            target not in grades
            or whole_years(career.hired, arrival.day) < MOST_YEARS
            or (before is not None and whole_years(career.hired, before.day) >= MOST_YEARS)
        ):
            continue
        costly = costliest(arrival)
        grade = grades[target]
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "Hired on {hired}, nobody can hold {grade} before {day}, after {years} years.",
                hired=career.hired,
                grade=grade.grade.name,
                day=arrival.day,
                years=whole_years(career.hired, arrival.day),
            )
            if costly is None
            else message(
                "Hired on {hired}, nobody can hold {grade} before {day}, after {years} years. "
                "{rule} Without it, it would be {sooner}.",
                hired=career.hired,
                grade=grade.grade.name,
                day=arrival.day,
                years=whole_years(career.hired, arrival.day),
                rule=costly.text,
                sooner=costly.day,
            ),
            grade.place if costly is None else costly.place,
            expected=message("a grade that can be held within {years} years", years=MOST_YEARS),
            mend=message("Shorten what this rule asks for."),
            related=(Related(grade.place, message("The grade {grade}.", grade=grade.grade.name)),),
        )


RULE = Rule("XPL010", "grade-too-late", Severity.WARNING, check)
