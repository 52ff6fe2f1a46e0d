"""A window closes before it opens, or on a day that its month does not have

Such a round would never run. Days are compared within one month of a common year (28 days in
February).

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 10, closes: 1}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 10}
    ```
"""

from calendar import monthrange
from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

COMMON_YEAR = 2027


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window whose days cannot be."""
    for document in policies.of(PromotionPolicy):
        for index, window in enumerate(document.policy.windows):
            place = document.place.at("windows", index)
            days = monthrange(COMMON_YEAR, window.month)[1]
            for key, day in (("opens", window.opens), ("closes", window.closes)):
                if day is not None and day > days:
                    yield Finding(
                        RULE.code,
                        RULE.severity,
                        message(
                            "Month {month} has no day {day} in every year.",
                            month=window.month,
                            day=day,
                        ),
                        place / key,
                        expected=message("a day from 1 to {days}", days=days),
                        mend=message("State a day that the month always has."),
                    )
            if window.closes is not None and window.closes < window.opens:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The window of month {month} closes on day {closes}, before it opens on "
                        "day {opens}.",
                        month=window.month,
                        closes=window.closes,
                        opens=window.opens,
                    ),
                    place / "closes",
                    expected=message("`closes` on or after `opens`"),
                    mend=message("Exchange the two days."),
                    related=(
                        Related(
                            place / ("opens" if "opens" in window.model_fields_set else "month"),
                            message("It opens on day {day}.", day=window.opens),
                        ),
                    ),
                )


RULE = Rule("PRM025", "window-impossible", Severity.ERROR, check)
