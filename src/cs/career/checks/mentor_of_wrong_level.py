"""A mentor does not stand as far above the mentee as the policy says

The policy says by how many levels of the ladder a mentor stands above the mentee. The staff table
pairs people for whom this is not so; somebody of the same or a lower grade can hardly supervise.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: 一星, name: 一星客服, track: title, level: 1}
      - {id: 二星, name: 二星客服, track: title, level: 2}
    ---
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, levels_above: 1..}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: 一星, name: 一星客服, track: title, level: 1}
      - {id: 二星, name: 二星客服, track: title, level: 2}
    ---
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, levels_above: 0..1}
    ```

Staff:

    ```csv
    id,name,grade,mentor
    A1,甲,一星,A2
    A2,乙,一星,A3
    A3,丙,二星,
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import level_of, levels_of, mentees, stands
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

SHOWN = 3
"""Pairs that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies some of whose pairs have the wrong distance of levels."""
    levels = levels_of(policies)
    staff = {agent.id: agent for agent in policies.staff or ()}
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        if mentoring is None or mentoring.levels_above is None:
            continue
        wrong = []
        for mentee in mentees(document.policy, policies):
            mentor = staff.get(mentee.mentor or "")
            low = level_of(mentee, levels)
            high = None if mentor is None else level_of(mentor, levels)
            if low is None or high is None or mentor is None:
                continue
            if not stands(high, low, mentoring.levels_above):
                wrong.append(f"{mentee.id} ({mentee.grade}) ← {mentor.id} ({mentor.grade})")
        if wrong:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} mentors do not stand {above} levels above their mentee, for example "
                    "{examples}.",
                    count=len(wrong),
                    above=mentoring.levels_above,
                    examples=", ".join(wrong[:SHOWN]),
                ),
                document.place.at("mentoring", "levels_above"),
                expected=message("mentors whose level fits"),
                mend=message("Pair them anew in the staff table, or widen `levels_above`."),
            )


RULE = Rule("DEV003", "mentor-of-wrong-level", Severity.WARNING, check, ("D30",))
