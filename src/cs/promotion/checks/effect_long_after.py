"""A promotion takes effect over half a year after its window

The day of effect is the first of its kind after the window opens. Over half a year later, another
month was mostly meant: those promoted wait, and the post stays empty.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 10, takes_effect: {month: 4}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 6, opens: 1, closes: 10, takes_effect: {month: 8}}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy

MONTHS, YEAR = 6, 12


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window whose day of effect is over six months after it opens."""
    for document in policies.of(PromotionPolicy):
        for number, window in enumerate(document.policy.windows):
            effect = window.takes_effect
            if effect is None or (effect.month - window.month) % YEAR <= MONTHS:
                continue
            place = document.place.at("windows", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The window of month {month} takes effect in month {effect}, {months} months "
                    "later.",
                    month=window.month,
                    effect=effect.month,
                    months=(effect.month - window.month) % YEAR,
                ),
                place.at("takes_effect", "month"),
                expected=message("a day within half a year"),
                mend=message("Correct one of the two months."),
                related=(Related(place / "month", message("The window.")),),
            )


RULE = Rule("PRM076", "effect-long-after", Severity.INFO, check)
