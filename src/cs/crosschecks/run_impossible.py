"""Nobody can have so many reviews in a row by the next window

Reviews began on a day, come once in a cycle, and have results some time after. Six quarterly
results take eighteen months: until then nobody is eligible, however good. The finding says in which
window the first agent can be.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    effective: 2026-01-01
    cycle: quarterly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    effective: 2026-01-01
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows: [{month: 6, opens: 1, closes: 10}, {month: 12, opens: 1, closes: 10}]
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    effective: 2026-01-01
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    runs: {gap: breaks, leave: skips, new_post: continues}
    grades:
      - {id: 优秀, from: 90, includes: from}
      - {id: 合格, to: 90, includes: neither}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    effective: 2026-07-01
    eligibility:
      - {id: excellent, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 6}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows: [{month: 6, opens: 1, closes: 10}, {month: 12, opens: 1, closes: 10}]
    ```
"""

from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.crosschecks.looking import AskedReview, review_conditions, reviews_read
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.periods import newest_due
from cs.promotion.policy import PromotionPolicy
from cs.promotion.timetable import window_days
from cs.review.policy import ReviewPolicy

YEARS = 30
"""How far ahead a window is looked for."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each condition whose run is longer than reviews have been held by the next window."""
    for asked in review_conditions(policies):
        document = asked.document
        reviews = reviews_read(policies, asked.rule.review)
        begins = [each.policy.begins() for each in reviews]
        known = [day for day in begins if day is not None]
        if not known or len(known) < len(begins):
            continue
        begin = min(known)
        review = max(reviews, key=lambda each: each.policy.effective or date.min)
        start = max(policies.as_of or begin, document.policy.effective or begin, begin)
        yield from _of(policies, asked, review, begin, start)


def _of(
    policies: PolicySet,
    asked: AskedReview,
    review: Document[ReviewPolicy],
    begin: date,
    start: date,
) -> Iterator[Finding]:
    document, rule = asked.document, asked.rule
    cycle = review.policy.periods()
    if cycle is None:
        return
    first = cycle.number_at(begin)
    if cycle.period(first).start < begin:
        first += 1
    wait = review.policy.results_within

    def due(day: date) -> int:
        return max(0, newest_due(cycle, day, wait, policies.calendar) - first + 1)

    openings = _openings(document.policy, start)
    if not openings or due(openings[0]) >= rule.in_a_row:
        return
    possible = next((day for day in openings if due(day) >= rule.in_a_row), None)
    figures = {
        "name": document.policy.eligibility[asked.number].name,
        "needed": rule.in_a_row,
        "months": rule.in_a_row * cycle.months,
        "begin": cycle.period(first).start,
        "day": openings[0],
        "held": due(openings[0]),
        "possible": possible,
    }
    yield Finding(
        RULE.code,
        RULE.severity,
        message(
            "«{name}» needs {needed} results in a row, which take {months} months; reviews began "
            "on {begin}, so by the window of {day} an agent has {held}. The first window in which "
            "anybody can meet it opens on {possible}.",
            **figures,
        )
        if possible is not None
        else message(
            "«{name}» needs {needed} results in a row, which take {months} months; reviews began "
            "on {begin}, so by the window of {day} an agent has {held}, and no window before the "
            "policy ends has enough.",
            **figures,
        ),
        asked.place / "in_a_row",
        expected=message("a run that reviews can give by the next window"),
        mend=message("Ask for fewer results in a row, review more often, or let it begin later."),
        related=(
            Related(review.place / "cycle", message("How often reviews are held.")),
            *(
                Related(review.place / key, message("From here on there are results."))
                for key in ("first_period", "effective")
                if key in review.policy.model_fields_set
            ),
        ),
    )


def _openings(policy: PromotionPolicy, start: date) -> list[date]:
    """The opening days of windows from a day on, while the policy is in force."""
    days = {
        window_days(window, year)[0]
        for window in policy.windows
        for year in range(start.year, min(start.year + YEARS, date.max.year))
    }
    return sorted(
        day for day in days if day >= start and (policy.until is None or day <= policy.until)
    )


RULE = Rule("XPL022", "run-impossible", Severity.WARNING, check, ("D18",))
