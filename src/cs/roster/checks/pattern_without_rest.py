"""The pattern has too few days off

Somewhere in the pattern, as it comes round, more days in a row have a shift than the policy
allows, or seven days in a row have fewer days off than it asks for.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "15:00"}]
    working_time: {days_off: 1, longest_run: 6}
    pattern: [早班, 早班, 早班, 早班, 早班, 早班, 早班, rest]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "15:00"}]
    working_time: {days_off: 1, longest_run: 6}
    pattern: [早班, 早班, 早班, 早班, 早班, 早班, rest]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import Message, message
from cs.roster.holes import rest_of
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pattern with too long a run, or a week with too few days off; one finding for both."""
    for document in policies.of(RosterPolicy):
        policy = document.policy
        limit, least = policy.working_time.longest_run, policy.working_time.days_off
        if not policy.pattern:
            continue
        run, off = rest_of(policy)
        found: list[tuple[str, Message, Message]] = []
        if limit is not None and (run is None or run > limit):
            found.append(
                (
                    "longest_run",
                    message("The pattern has no day off.")
                    if run is None
                    else message(
                        "The pattern has {run} days in a row with a shift; {limit} are allowed.",
                        run=run,
                        limit=limit,
                    ),
                    message("no more than {limit} days in a row with a shift", limit=limit),
                )
            )
        if least is not None and off < least:
            found.append(
                (
                    "days_off",
                    message(
                        "Days off in any seven days of the pattern: {days}; asked for: {least}.",
                        days=off,
                        least=least,
                    ),
                    message("{least} days off in any seven days", least=least),
                )
            )
        if not found:
            continue
        time = document.place / "working_time"
        (key, text, expected), *others = found
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            document.place / "pattern",
            expected=expected,
            mend=message("Put a day off into the longest run of shifts."),
            related=(
                Related(time / key, message("What is asked for.")),
                *(Related(time / other, words) for other, words, _ in others),
            ),
        )


RULE = Rule("RST013", "pattern-without-rest", Severity.WARNING, check)
