"""No choice of shifts adds up to the hours of a week

Each agent works so many hours a week, averaged over so many weeks. No number of these shifts, with
the days off that the policy asks for, adds up to that: every agent is over or under it.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "15:00"}]
    working_time: {hours_a_week: 40, days_off: 1}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    working_time: {hours_a_week: 40, days_off: 1}
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import rounded
from cs.roster.policy import RosterPolicy
from cs.roster.working import HOUR, most_days, reaches


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each policy whose hours its shifts do not reach."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        asked, weeks = policy.working_time.hours_a_week, policy.working_time.averaged_over
        if asked is None or asked.low > MOST:
            continue
        low, high = asked.low * weeks * HOUR, min(asked.high or MOST, MOST) * weeks * HOUR
        below, above = reaches(policy, low, high)
        if below is None:
            continue
        nearest_ones = [each for each in (below, above) if each is not None]
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "In {weeks} weeks an agent works {low} to {high} hours, on {days} days at most; "
                "shifts of {lengths} hours add up to {nearest}.",
                weeks=weeks,
                low=low // HOUR,
                high=high // HOUR,
                days=most_days(policy) * weeks,
                lengths=", ".join(
                    sorted({rounded(Fraction(each.worked, HOUR), 2) for each in policy.shifts})
                ),
                nearest=" / ".join(rounded(Fraction(each, HOUR), 2) for each in nearest_ones),
            ),
            document.place.at("working_time", "hours_a_week"),
            expected=message("hours that the shifts can add up to"),
            mend=message(
                "Widen the hours to a range, average them over more weeks, or change the shifts."
            ),
            related=(
                Related(document.place / "shifts", message("The shifts.")),
                *(
                    (
                        Related(
                            document.place.at("working_time", "days_off"),
                            message("Days off that a week has at least."),
                        ),
                    )
                    if policy.working_time.days_off
                    else ()
                ),
            ),
        )


MOST = 168
"""Hours of a week."""


RULE = Rule("RST010", "hours-out-of-reach", Severity.ERROR, check)
