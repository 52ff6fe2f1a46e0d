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
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import Message, message
from cs.roster.policy import REST, RosterPolicy

WEEK_DAYS = 7


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pattern with too long a run, or a week with too few days off."""
    for document in policies.of(RosterPolicy):
        pattern, time = document.policy.pattern, document.policy.working_time
        if not pattern:
            continue
        off = [day == REST for day in pattern] * (WEEK_DAYS // len(pattern) + 2)
        run = _longest_run(off) if any(off) else None
        if time.longest_run is not None and (run is None or run > time.longest_run):
            yield _finding(
                message("The pattern has no day off.")
                if run is None
                else message(
                    "The pattern has {run} days in a row with a shift; {limit} are allowed.",
                    run=run,
                    limit=time.longest_run,
                ),
                document,
                "longest_run",
            )
        weeks = [sum(off[day : day + WEEK_DAYS]) for day in range(len(pattern))]
        if time.days_off is not None and min(weeks) < time.days_off:
            yield _finding(
                message(
                    "Seven days of the pattern have {days} days off; {least} are asked for.",
                    days=min(weeks),
                    least=time.days_off,
                ),
                document,
                "days_off",
            )


def _longest_run(off: list[bool]) -> int:
    longest = run = 0
    for is_off in off:
        run = 0 if is_off else run + 1
        longest = max(longest, run)
    return longest


def _finding(text: Message, document: Document[RosterPolicy], key: str) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        document.place / "pattern",
        expected=message("as many days off as `working_time` asks for"),
        mend=message("Put a day off into the longest run of shifts."),
        related=(Related(document.place.at("working_time", key), message("What is asked for.")),),
    )


RULE = Rule("RST013", "pattern-without-rest", Severity.WARNING, check)
