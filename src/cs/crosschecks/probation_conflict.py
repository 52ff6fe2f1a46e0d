"""Two policies give different trials for the same promotion

Policies that promote to the same grade (or, without a grade, have the same name) and are in force
at the same time say different things about how long the trial lasts.

Bad:

    ```yaml
    kind: promotion
    id: leader-a
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month}
    ---
    kind: promotion
    id: leader-b
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 2 weeks}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader-a
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month}
    ---
    kind: promotion
    id: leader-b
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.looking import pairs_for_one_promotion
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each pair of policies for one promotion whose trials differ."""
    for first, second in pairs_for_one_promotion(policies):
        before, after = first.policy.probation, second.policy.probation
        if before is None or after is None or before.lasts == after.lasts:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{second} has a trial of {after}, {first} one of {before}, for the same promotion.",
                second=second.policy.id,
                after=after.lasts,
                first=first.policy.id,
                before=before.lasts,
            ),
            second.place.at("probation", "lasts"),
            expected=message("one length of the trial"),
            mend=message("Agree on one, or let one policy end before the other begins."),
            related=(Related(first.place.at("probation", "lasts"), message("The other policy.")),),
        )


RULE = Rule("XPL006", "probation-conflict", Severity.WARNING, check, ("D15",))
