"""Lines of cover or calls leave service hours out, or hold one time twice

Where some lines say what is needed at some of the service hours, all of them should: an hour that
no line of calls holds counts as one without calls, and one that two lines hold has two answers.
Mostly a time of day is mistyped. Lines of cover may lie over each other: the largest number holds.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00"}]
    volume:
      service_level: 80%
      within_seconds: 20
      handling_seconds: 240
      calls:
        - {from: "08:00", to: "13:00", per_half_hour: 20}
        - {from: "14:00", to: "20:00", per_half_hour: 30}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00"}]
    volume:
      service_level: 80%
      within_seconds: 20
      handling_seconds: 240
      calls:
        - {from: "08:00", to: "14:00", per_half_hour: 20}
        - {from: "14:00", to: "20:00", per_half_hour: 30}
    ```
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.roster.policy import RosterPolicy
from cs.roster.week import Stretch, lines, often, outside, served


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time left out of a list that speaks of others, and each in two lines of calls."""
    for document in policies.of(RosterPolicy):
        hours = [(each.start, each.end) for each in served(document.policy)]
        stated = lines(document.policy)
        for place, key in (
            (document.place / "cover", "cover"),
            (document.place.at("volume", "calls"), "volume"),
        ):
            own = [each for each in stated if each.line[0] == key]
            if not own:
                continue
            for bare in often(outside(hours, [(each.start, each.end) for each in own])):
                yield _finding(
                    place.key(),
                    message(
                        "From {start} to {end} customers are served, and no line says what is "
                        "needed; days of the week: {days}.",
                        start=bare.start,
                        end=bare.end,
                        days=bare.days,
                    ),
                )
        for both in often(_twice([each for each in stated if each.line[0] == "volume"])):
            yield _finding(
                document.place.at("volume", "calls").key(),
                message(
                    "From {start} to {end} two lines say how many customers call; days of the "
                    "week: {days}.",
                    start=both.start,
                    end=both.end,
                    days=both.days,
                ),
            )


def _twice(stated: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    for one, other in combinations(stated, 2):
        start, end = max(one.start, other.start), min(one.end, other.end)
        if one.line != other.line and start < end:
            yield start, end


def _finding(place: Place, text: Message) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("lines that meet without gap"),
        mend=message("Correct the times of day of the lines next to it."),
    )


RULE = Rule("RST030", "lines-do-not-meet", Severity.INFO, check)
