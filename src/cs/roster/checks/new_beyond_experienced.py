"""There are too few experienced agents to pair with the new ones

Whoever is new works beside somebody experienced, and every shift has so many experienced agents.
The staff table has too few of them: counted by the day of hiring and the days that each may work.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    pairing: {new_for: 3 months, new_to_one: 1}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    pairing: {new_for: 3 months, new_to_one: 2}
    ```

Staff:

    ```csv
    id,name,hired
    A1,甲,2020-01-01
    A2,乙,2026-11-01
    A3,丙,2026-11-01
    ```
"""

from collections.abc import Iterator
from math import floor

from cs.checking.rule import Rule
from cs.kernel.choosing import chosen
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.roster.policy import RosterPolicy
from cs.roster.week import days_of
from cs.roster.working import most_shifts


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pairing that the staff table cannot meet."""
    if policies.staff is None or policies.as_of is None:
        return
    for document in policies.of(RosterPolicy):
        policy, pairing = document.policy, document.policy.pairing
        if pairing is None:
            continue
        known = [
            agent
            for agent in chosen(policy.who, policies.staff, policies.as_of)
            if agent.hired is not None
        ]
        since = pairing.new_for.before(policies.as_of, policies.calendar)
        new = sum(agent.hired is not None and agent.hired > since for agent in known)
        old = len(known) - new
        place = document.place / "pairing"
        if not known:
            continue
        if pairing.new_to_one is not None and new > old * pairing.new_to_one:
            yield _finding(
                message(
                    "{new} agents are new (hired within {time}) and {old} are experienced; with "
                    "{ratio} new beside one, {needed} experienced are needed.",
                    new=new,
                    time=pairing.new_for,
                    old=old,
                    ratio=pairing.new_to_one,
                    needed=-(-new // pairing.new_to_one),
                ),
                place / "new_to_one",
            )
        shifts = sum(len(days_of(shift.days)) for shift in policy.shifts)
        needed, room = shifts * pairing.least_experienced, floor(old * most_shifts(policy))
        if needed > room:
            yield _finding(
                message(
                    "{shifts} shifts a week with {least} experienced agents each are {needed}; "
                    "{old} experienced agents work {room} shifts a week at most.",
                    shifts=shifts,
                    least=pairing.least_experienced,
                    needed=needed,
                    old=old,
                    room=room,
                ),
                place / "least_experienced",
            )


def _finding(text: Message, place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("as many experienced agents as the pairing asks for"),
        mend=message("Ask for fewer, shorten the time for which agents are new, or hire."),
    )


RULE = Rule("RST015", "new-beyond-experienced", Severity.WARNING, check)
