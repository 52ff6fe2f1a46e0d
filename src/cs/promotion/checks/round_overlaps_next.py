"""A round is not decided before the next window opens

Counted on the real calendar of the next three years, from the close of the window through every
step with all the time it may take: the decision comes after the next window has opened. Whoever
failed cannot know it before applying again, and the vacancies of the next round are not known.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 1, opens: 1, closes: 20}
      - {month: 3, opens: 1, closes: 20}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 20 working days}
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 5 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 20}
      - {month: 12, opens: 1, closes: 20}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 20 working days}
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 5 working days}
    ```
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import (
    Timetable,
    rounds,
    surely_over_by,
    timetable,
    window_days,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window with a round that runs into the next; one finding a window."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        if not document.policy.process:
            continue
        openings = _openings(document.policy, policies.as_of)
        for number in range(len(document.policy.windows)):
            found = list(_late_rounds(document.policy, number, openings, policies))
            if found:
                yield _finding(document, found, policies)


def _openings(policy: PromotionPolicy, as_of: date) -> list[tuple[date, int]]:
    """The opening days of all rounds looked at and of a year more, with their windows, in order."""
    years = {
        year for number in range(len(policy.windows)) for year in rounds(policy, number, as_of)
    }
    return sorted(
        (window_days(window, year)[0], number)
        for number, window in enumerate(policy.windows)
        for year in years | {year + 1 for year in years}
    )


def _late_rounds(
    policy: PromotionPolicy, number: int, openings: list[tuple[date, int]], policies: PolicySet
) -> Iterator[tuple[Timetable, date, int]]:
    """Rounds decided on the next opening or later, with that opening and its window."""
    for year in rounds(policy, number, policies.as_of or date.min):
        opens, closes = window_days(policy.windows[number], year)
        later = bisect_right(openings, (opens, len(policy.windows)))
        if later == len(openings):  # beyond the calendar
            continue
        following, window = openings[later]
        over = surely_over_by(policy, closes, policies.calendar)
        if over is not None and over < following:
            continue
        try:
            round_ = timetable(policy, number, year, policies.calendar)
        except ValueError:  # beyond the calendar: later than any window
            continue
        if round_.decided >= following:
            yield round_, following, window


def _finding(
    document: Document[PromotionPolicy],
    found: list[tuple[Timetable, date, int]],
    policies: PolicySet,
) -> Finding:
    round_, following, window = found[0]
    place = document.place.at("windows", round_.window)
    longest = max(round_.steps, key=lambda step: (step.ends - step.starts).days)
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "The round of {round} is decided on {decided} at the latest, the next window opens on "
            "{next}: {days} days too late (such rounds in the next three years: {rounds}).",
            round=round_.name,
            decided=round_.decided,
            next=following,
            days=(round_.decided - following).days + 1,
            rounds=", ".join(each.name for each, _, _ in found),
        ),
        place,
        expected=message("a decision before {next}", next=following),
        mend=message("Shorten the steps, close this window earlier, or open the next one later."),
        related=(
            Related(document.place.at("windows", window), message("The next window.")),
            Related(
                document.place.at("process", longest.position),
                message(
                    "The longest step runs from {starts} to {ends}.",
                    starts=longest.starts,
                    ends=longest.ends,
                ),
            ),
            *projected(policies.calendar, round_.projected, place),
        ),
    )


RULE = Rule("PRM039", "round-overlaps-next", Severity.WARNING, check, ("D24",))
