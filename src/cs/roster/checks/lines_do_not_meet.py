"""Lines of cover or calls leave service hours out, or hold one time twice

Where some lines say what is needed at some of the service hours, all of them should: an hour that
no line of calls holds counts as one without calls, and one that two lines hold has two answers.
Mostly a time of day is mistyped. Lines of cover may lie over each other: the largest number holds.
An hour for which no line of either list asks for anybody is found by RST003.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    hours: {from: "08:00", to: "20:00"}
    shifts: [{id: 长班, name: 长班, from: "08:00", to: "20:00"}]
    cover: [{from: "08:00", to: "20:00", least: 3}]
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
    cover: [{from: "08:00", to: "20:00", least: 3}]
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

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Route, Severity
from cs.kernel.intervals import OTHERS
from cs.kernel.messages import Message, message
from cs.roster.holes import lines_beside
from cs.roster.policy import RosterPolicy
from cs.roster.week import Stretch, demand, lines, often, outside, served


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each time left out of a list that speaks of others, and each in two lines of calls."""
    for document in policies.of(RosterPolicy):
        hours = [(each.start, each.end) for each in served(document.policy)]
        stated = lines(document.policy)
        asked = [(each.start, each.end) for each in demand(document.policy)]
        # hours for which nobody is asked at all are RST003's, those without a shift RST002's
        told = outside(hours, asked) if asked else ()
        for place, key in (
            (document.place / "cover", "cover"),
            (document.place.at("volume", "calls"), "volume"),
        ):
            own = [each for each in stated if each.line[0] == key]
            if not own:
                continue
            held = [(each.start, each.end) for each in own]
            for bare in often(outside(hours, (*held, *told))):
                beside = lines_beside(document.place, document.policy, bare, key)
                yield _finding(
                    beside[0].place if beside else place.key(),
                    message(
                        "From {start} to {end} customers are served, and no line of {list} holds "
                        "that time, though others do; days of the week: {days}.",
                        list="cover" if key == "cover" else "volume.calls",
                        start=bare.start,
                        end=bare.end,
                        days=bare.days,
                    ),
                    beside[1:],
                )
        for (one, other), spans in _twice(stated).items():
            for both in often(spans):
                yield _finding(
                    document.place.at(*other),
                    message(
                        "From {start} to {end} two lines say how many customers call; days of the "
                        "week: {days}.",
                        start=both.start,
                        end=both.end,
                        days=both.days,
                    ),
                    (Related(document.place.at(*one), message("The other line.")),),
                )


def _twice(stated: Sequence[Stretch]) -> dict[tuple[Route, Route], list[tuple[int, int]]]:
    """The times that two lines of calls hold, by the two; of one line with `OTHERS` at most."""
    found: dict[tuple[Route, Route], list[tuple[int, int]]] = {}
    beside: dict[Route, set[Route]] = {}
    calls = [each for each in stated if each.line[0] == "volume"]
    rank = {each.line: number for number, each in enumerate(calls)}
    lasting: list[Stretch] = []
    for each in sorted(calls, key=lambda each: (each.start, rank[each.line])):
        lasting = [other for other in lasting if other.end > each.start]
        known = beside.setdefault(each.line, set())
        for other in lasting:
            if other.line == each.line or (len(known) >= OTHERS and other.line not in known):
                continue
            known.add(other.line)
            one, two = sorted((each.line, other.line), key=rank.__getitem__)
            found.setdefault((one, two), []).append((each.start, min(each.end, other.end)))
        lasting.append(each)
    return found


def _finding(place: Place, text: Message, related: tuple[Related, ...]) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("lines that meet without gap"),
        mend=message("Correct the times of day of the lines next to it."),
        related=related,
    )


RULE = Rule("RST030", "lines-do-not-meet", Severity.INFO, check)
