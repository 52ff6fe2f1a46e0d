"""On the day asked for, no policy of a kind is in force

Commands use the policy that is in force on the day they are asked for (`--as-of`, else the
workspace's `as_of`, else today). All policies of a kind begin later or have ended, so that there is
none; mostly a date is mistyped.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    effective: 2028-01-01
    tracks: [{id: post, name: 管理通道, promotes: post}]
    grades:
      - {id: agent, name: 客服, track: post, level: 1, headcount: 0..50}
      - {id: senior, name: 资深客服, track: post, level: 2, headcount: 0..20}
      - {id: leader, name: 组长, track: post, level: 3, headcount: 4}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    effective: 2026-01-01
    tracks: [{id: post, name: 管理通道, promotes: post}]
    grades:
      - {id: agent, name: 客服, track: post, level: 1, headcount: 0..50}
      - {id: senior, name: 资深客服, track: post, level: 2, headcount: 0..20}
      - {id: leader, name: 组长, track: post, level: 3, headcount: 4}
    ```
"""

from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """The documents of each kind none of which is in force on the day."""
    day = policies.as_of
    if day is None:
        return
    together = _all_before(policies, day)
    if together is not None:
        yield together
        return
    in_force = {each.policy.kind for each in policies.documents if each.policy.in_force(day)}
    for document in policies.documents:
        policy = document.policy
        if policy.kind in in_force or policies.may_lack(type(policy)):
            continue
        begins = policy.effective is not None and day < policy.effective
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "On {day} no policy of the kind {kind} is in force; this one begins on {date}.",
                day=day,
                kind=policy.kind,
                date=policy.effective,
            )
            if begins
            else message(
                "On {day} no policy of the kind {kind} is in force; this one ended on {date}.",
                day=day,
                kind=policy.kind,
                date=policy.until,
            ),
            document.place / ("effective" if begins else "until"),
            expected=message("a policy that is in force"),
            mend=message("Check the date, and the day for which is asked."),
        )


def _all_before(policies: PolicySet, day: date) -> Finding | None:
    """One finding at the day that the workspace states, if nothing at all is in force on it."""
    stated = next((each for each in policies.documents if _states(each.policy, day)), None)
    dated = [each for each in policies.documents if each.policy.effective or each.policy.until]
    begins = [each.policy.effective for each in dated if each.policy.effective is not None]
    if stated is None or len(dated) < _FEWEST or len(begins) < len(dated) or day >= min(begins):
        return None
    first = min(dated, key=lambda each: each.policy.effective or date.max)
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "On {day} none of the {count} policies with a first day is in force; the first of them "
            "begins on {date}.",
            day=day,
            count=len(dated),
            date=min(begins),
        ),
        stated.place / "as_of",
        expected=message("a day on which policies are in force"),
        mend=message("Check the year of this day, and the first days of the policies."),
        related=(Related(first.place / "effective", message("The first of them.")),),
    )


def _states(policy: Policy, day: date) -> bool:
    return policy.kind == "workspace" and getattr(policy, "as_of", None) == day


_FEWEST = 2
"""So many policies that are all not in force yet tell that the day is wrong."""


RULE = Rule("XPL053", "not-in-force", Severity.INFO, check)
