"""The ladder promises a grade sooner than anybody can hold it

The ladder's `experience` is what agents read as the way there. If the rules of promotion, added up
on the calendar (tenure, skills, windows), lead to the grade's round more than a year later for
somebody who does everything right, the ladder says what cannot be.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..50}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4, experience: 1 year}
    moves:
      - {from: agent, to: leader}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: tenure, name: 任现职级, rule: {condition: tenure, clock: grade, at_least: 3 years}}
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
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4, experience: 3 years}
    moves:
      - {from: agent, to: leader}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    eligibility:
      - {id: tenure, name: 任现职级, rule: {condition: tenure, clock: grade, at_least: 3 years}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from cs.career.reachability import Arrival, Career, bottlenecks, earliest
from cs.checking.rule import Rule
from cs.crosschecks.careers import career_of, rough_career
from cs.crosschecks.looking import grades_of
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message

TOLERATED = relativedelta(years=1)
"""A window may be missed by a day; that is no contradiction."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade of a ladder whose experience is over a year before the round can open."""
    rough = rough_career(policies)
    if rough is None:
        return
    grades = grades_of(policies)
    experience = {
        target: grade.grade.experience
        for target, grade in grades.items()
        if grade.grade.experience is not None
    }
    if not _understated(rough, experience):
        return
    career = career_of(policies, policies.calendar)
    if career is None:
        return
    costliest = bottlenecks(career)
    for target, arrival in _understated(career, experience).items():
        grade = grades[target].grade
        costly = costliest(arrival)
        if costly is not None and costly.place.route in (("effective",), ("until",)):
            continue  # a date of a policy is wrong, not what the ladder says
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{grade} asks for {experience} of experience. Hired on {hired}, an agent who does "
                "everything right can compete for it from {opens} on, and hold it from {day} on.",
                grade=grade.name,
                experience=experience[target],
                hired=career.hired,
                opens=arrival.opens,
                day=arrival.day,
            ),
            grades[target].place / "experience",
            expected=message("the time that the way to the grade takes"),
            mend=message("State the time that it takes, or shorten the way."),
            related=()
            if costly is None
            else (
                Related(
                    costly.place,
                    message(
                        "{rule} Without it, the grade would be held from {day} on.",
                        rule=costly.text,
                        day=costly.day,
                    ),
                ),
            ),
        )


def _understated(career: Career, experience: dict[str, Duration]) -> dict[str, Arrival]:
    """The arrivals that are much later than the ladder says, but not only because of a lower one.

    What a grade below it delays is said there.
    """
    arrivals = earliest(career)
    late = {
        target: arrival
        for target, arrival in arrivals.items()
        if target in experience and arrival.opens > _promised(experience[target], career)
    }
    return {
        target: arrival
        for target, arrival in late.items()
        if not any(step.grade in late for step in arrival.path[:-1])
    }


def _promised(experience: Duration, career: Career) -> date:
    try:
        return experience.after(career.hired, career.calendar) + TOLERATED
    except (ValueError, OverflowError):  # beyond the calendar
        return date.max


RULE = Rule("XPL011", "experience-understated", Severity.INFO, check)
