"""No roster of the staff can meet the cover

Counted without making a roster: the hours of work that a week's cover asks for, against the hours
that all agents may work; the fewest shifts that meet the cover, against the shifts that all agents
may work; and the most agents needed at one time, against all. Leave and illness are not even
counted. Where one of these fails, no roster can succeed.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    cover: [{from: "08:00", to: "16:00", least: 2}]
    working_time: {days_off: 2}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, days: weekdays, from: "08:00", to: "16:00"}]
    cover: [{days: weekdays, from: "08:00", to: "16:00", least: 2}]
    working_time: {days_off: 2}
    ```

Staff:

    ```csv
    id,name
    A1,甲
    A2,乙
    ```
"""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from cs.checking.rule import Rule
from cs.kernel.choosing import chosen
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import rounded
from cs.roster.policy import RosterPolicy
from cs.roster.week import clock, demand, demanded_minutes, fewest_shifts
from cs.roster.working import HOUR, most_minutes, most_shifts


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each roster whose cover is more than its staff can give, with the figures."""
    if policies.staff is None:
        return
    for document in policies.of(RosterPolicy):
        policy = document.policy
        count = len(chosen(policy.who, policies.staff, policies.as_of))
        needed = demand(policy)
        if not needed or not count:
            continue
        peak = max(needed, key=lambda each: each.heads)
        if peak.heads > count:
            yield _finding(
                message(
                    "At {start} {heads} agents are needed at one time; there are {count}.",
                    start=clock(peak.start),
                    heads=peak.heads,
                    count=count,
                ),
                document,
                document.place.at(*peak.line),
            )
            continue
        hours, most = demanded_minutes(needed), count * most_minutes(policy)
        shifts, room = fewest_shifts(policy), floor(count * most_shifts(policy))
        if hours > most:
            yield _finding(
                message(
                    "A week's cover asks for {hours} hours of work; {count} agents work {room} at "
                    "most, {each} each.",
                    hours=rounded(Fraction(hours, HOUR)),
                    count=count,
                    room=rounded(Fraction(most, HOUR)),
                    each=rounded(Fraction(most_minutes(policy), HOUR)),
                ),
                document,
                document.place.at(*peak.line[:1]),
            )
        elif shifts > room:
            yield _finding(
                message(
                    "A week's cover needs {shifts} shifts at least; {count} agents work {room} at "
                    "most, {each} each.",
                    shifts=shifts,
                    count=count,
                    room=room,
                    each=rounded(most_shifts(policy)),
                ),
                document,
                document.place.at(*peak.line[:1]),
            )


def _finding(text: Message, document: Document[RosterPolicy], place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("cover that all agents together can give"),
        mend=message("Ask for fewer agents, hire, or allow more shifts a week."),
        related=tuple(
            Related(document.place / key, words)
            for key, words in (
                ("who", message("Who is rostered.")),
                ("working_time", message("How much each may work.")),
            )
            if key in document.policy.model_fields_set
        ),
    )


RULE = Rule("RST016", "cover-beyond-staff", Severity.ERROR, check)
