"""Who works by the pattern does not work the hours of a week

The pattern comes round again and again; its hours, averaged over a week, are more or fewer than
the policy says. Where one shift alone has another length than the others, it is found there. Where
a shift is too short to meet the next one, RST001 or RST002 says so instead; where the pattern has
too few days off, RST013.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    working_time: {hours_a_week: 40}
    pattern: [早班, 早班, 早班, 早班, 早班, 早班, rest]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    working_time: {hours_a_week: 40}
    pattern: [早班, 早班, 早班, 早班, 早班, rest, rest]
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import rounded
from cs.roster.holes import explains_short_pattern, in_pattern, odd_shift, rests_too_little
from cs.roster.policy import REST, RosterPolicy
from cs.roster.working import HOUR

WEEK_DAYS = 7


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pattern whose average week is not what is asked for."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        asked = policy.working_time.hours_a_week
        shifts = {shift.id: shift for shift in policy.shifts}
        if asked is None or not policy.pattern or not {*policy.pattern} <= {*shifts, REST}:
            continue
        total = sum(shifts[day].worked for day in policy.pattern if day in shifts)
        average = Fraction(total * WEEK_DAYS, len(policy.pattern) * HOUR)
        if asked.low <= average and (asked.high is None or average <= asked.high):
            continue
        if average < asked.low and explains_short_pattern(policy):
            continue
        if average > asked.low and rests_too_little(policy):
            continue
        used = in_pattern(policy)
        odd = odd_shift(policy, used)
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The pattern of {days} days has {total} hours: {average} a week on average, and "
                "{asked} are asked for.",
                days=len(policy.pattern),
                total=rounded(Fraction(total, HOUR)),
                average=rounded(average, 2),
                asked=asked,
            ),
            document.place / "pattern" if odd is None else document.place.at("shifts", odd),
            expected=message("{asked} hours a week", asked=asked),
            mend=message("Add or take out a day off, or change the hours.")
            if odd is None
            else message("Correct the times of this shift, or change the hours."),
            related=(
                *(
                    Related(
                        document.place.at("shifts", number),
                        message(
                            "«{shift}» has {hours} hours; days of it in the pattern: {days}.",
                            shift=policy.shifts[number].name,
                            hours=rounded(Fraction(policy.shifts[number].worked, HOUR), 2),
                            days=policy.pattern.count(policy.shifts[number].id),
                        ),
                    )
                    for number in used
                    if number != odd
                ),
                Related(
                    document.place.at("working_time", "hours_a_week"),
                    message("The hours that are asked for."),
                ),
            ),
        )


RULE = Rule("RST011", "pattern-misses-hours", Severity.WARNING, check)
