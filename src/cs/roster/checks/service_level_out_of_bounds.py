"""No number of agents keeps this service level

A service level is a share of the calls: above 0%, or nothing is promised, and below 100%, since no
number of agents can promise that nobody ever waits. With a shrinkage of 100% nobody is ever there.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    volume:
      service_level: 100%
      within_seconds: 20
      handling_seconds: 240
      calls: [{from: "08:00", to: "16:00", per_half_hour: 30}]
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    volume:
      service_level: 80%
      within_seconds: 20
      handling_seconds: 240
      calls: [{from: "08:00", to: "16:00", per_half_hour: 30}]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.roster.policy import RosterPolicy

FULL = 100
"""Percent of the calls."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each volume from which no cover follows."""
    for document in policies.of(RosterPolicy):
        volume = document.policy.volume
        if volume is None:
            continue
        if not 0 < volume.service_level < FULL:
            key, figure = "service_level", volume.service_level
        elif volume.shrinkage >= FULL:
            key, figure = "shrinkage", volume.shrinkage
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("`{key}` is {figure}%.", key=key, figure=plain(figure)),
            document.place.at("volume", key),
            expected=message("more than 0% and less than 100%")
            if key == "service_level"
            else message("less than 100%"),
            mend=message("State for example 80% within 20 seconds.")
            if key == "service_level"
            else message("State the share of time that breaks and meetings take."),
        )


RULE = Rule("RST014", "service-level-out-of-bounds", Severity.ERROR, check)
