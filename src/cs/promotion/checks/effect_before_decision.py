"""A promotion takes effect before it is decided

The window says from which day its promotions hold (`takes_effect`). Counted on the real calendar of
the next three years, with every step taking all the time it may, the notice, the objections or the
approval end after that day. With `--assume PRM040=keep` scores are computed all the same.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 10, takes_effect: {month: 1, day: 1}}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 10 working days}
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    windows:
      - {month: 12, opens: 1, closes: 10, takes_effect: {month: 3, day: 1}}
    process:
      - {id: review, name: 评审, act: review, actor: 评审小组, duration: 10 working days}
      - {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
      - {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 3 working days}
    ```
"""

from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy
from cs.promotion.projections import projected
from cs.promotion.timetable import (
    Timetable,
    effect_day,
    rounds,
    surely_over_by,
    timetable,
    window_days,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each window with a round decided on the day of its effect or later; one a window."""
    if policies.as_of is None:
        return
    for document in policies.of(PromotionPolicy):
        for number, window in enumerate(document.policy.windows):
            if window.takes_effect is None:
                continue
            found = list(_late_rounds(document.policy, number, policies, policies.as_of))
            if found:
                yield _finding(document, found, policies)


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the dates stay; scores do not depend on them."""
    return policy if value == "keep" else None


def _late_rounds(
    policy: PromotionPolicy, number: int, policies: PolicySet, as_of: date
) -> Iterator[Timetable]:
    window = policy.windows[number]
    for year in rounds(policy, number, as_of):
        opens, closes = window_days(window, year)
        over = surely_over_by(policy, closes, policies.calendar)
        effect = opens if window.takes_effect is None else effect_day(window.takes_effect, opens)
        if over is not None and over < effect:
            continue
        try:
            round_ = timetable(policy, number, year, policies.calendar)
        except ValueError:  # beyond the calendar, which is no date to compare with
            continue
        if round_.decided >= effect:
            yield round_


def _finding(
    document: Document[PromotionPolicy], found: list[Timetable], policies: PolicySet
) -> Finding:
    round_ = found[0]
    place = document.place.at("windows", round_.window)
    late = next((step for step in round_.steps if step.ends >= round_.effect), None)
    name = "" if late is None else document.policy.process[late.position].name
    figures = {
        "round": round_.name,
        "effect": round_.effect,
        "decided": round_.decided,
        "days": (round_.decided - round_.effect).days + 1,
        "rounds": ", ".join(each.name for each in found),
    }
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "The promotions of the round {round} hold from {effect}, but are decided on {decided} "
            "at the latest: {days} days too late (such rounds in the next three years: {rounds}).",
            **figures,
        ),
        place / "takes_effect",
        expected=message("a day after {decided}", decided=round_.decided),
        mend=message("Let the promotions hold from a later day, or shorten the steps."),
        related=(
            *(
                ()
                if late is None
                else (
                    Related(
                        document.place.at("process", late.position),
                        message(
                            "«{step}» is the first step that is not over by then: it ends on "
                            "{ends}.",
                            step=name,
                            ends=late.ends,
                        ),
                    ),
                )
            ),
            *projected(policies.calendar, round_.projected, place),
        ),
    )


RULE = Rule(
    "PRM040",
    "effect-before-decision",
    Severity.ERROR,
    check,
    ("D23", "D24"),
    settle,
    settles_with="keep",
)
