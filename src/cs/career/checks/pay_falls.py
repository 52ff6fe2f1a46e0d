"""A higher grade is paid less, or a pay band runs backwards

Grades of a track are compared with the next lower grade that states its pay in the same currency.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1, pay: {from: 5000, to: 7000}}
      - {id: star2, name: 二星客服, track: title, level: 2, pay: {from: 4500, to: 8000}}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star1, name: 一星客服, track: title, level: 1, pay: {from: 5000, to: 7000}}
      - {id: star2, name: 二星客服, track: title, level: 2, pay: {from: 6000, to: 8000}}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pay band that falls, in itself or against the next lower grade of its track."""
    for document in policies.of(LadderPolicy):
        paid = [
            (number, grade, grade.pay)
            for number, grade in enumerate(document.policy.grades)
            if grade.pay is not None
        ]
        for number, grade, pay in paid:
            if pay.low > pay.high:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{grade} is paid from {low} to {high}.",
                        grade=grade.name,
                        low=plain(pay.low),
                        high=plain(pay.high),
                    ),
                    document.place.at("grades", number, "pay"),
                    expected=message("`from` not above `to`"),
                    mend=message("Exchange the two figures."),
                )
            below = [
                each
                for each in paid
                if each[1].track == grade.track
                and each[1].level < grade.level
                and each[2].currency == pay.currency
            ]
            if not below:
                continue
            other, lower, less = max(below, key=lambda each: each[1].level)
            if pay.low < less.low or pay.high < less.high:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{grade} is paid {low} to {high}, the lower {other} {other_low} to "
                        "{other_high}.",
                        grade=grade.name,
                        low=plain(pay.low),
                        high=plain(pay.high),
                        other=lower.name,
                        other_low=plain(less.low),
                        other_high=plain(less.high),
                    ),
                    document.place.at("grades", number, "pay"),
                    expected=message("pay that does not fall from level to level"),
                    mend=message("Correct one of the two pay bands."),
                    related=(
                        Related(
                            document.place.at("grades", other, "pay"), message("The lower grade.")
                        ),
                    ),
                )


RULE = Rule("LAD005", "pay-falls", Severity.WARNING, check)
