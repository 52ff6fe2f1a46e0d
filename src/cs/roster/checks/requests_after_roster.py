"""Requests come when the roster is made already

Agents may ask for shifts until shortly before the roster's first day, and the roster is made known
before that: such requests can no longer be heard.

Bad:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    published: 2 weeks
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    requests: {notice: 1 week}
    ```

Good:

    ```yaml
    kind: roster
    id: roster
    name: 排班
    published: 1 week
    shifts: [{id: 早班, name: 早班, from: "08:00", to: "16:00"}]
    requests: {notice: 2 weeks}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.reckoning import is_surely_longer
from cs.roster.policy import RosterPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each roster that is out before requests are due."""
    for document in policies.of(RosterPolicy):
        published, requests = document.policy.published, document.policy.requests
        if published is None or requests is None or requests.notice is None:
            continue
        if not is_surely_longer(published, requests.notice):
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "Requests are due {notice} before, the roster is out {published} before.",
                notice=requests.notice,
                published=published,
            ),
            document.place.at("requests", "notice"),
            expected=message("requests that are due before the roster is out"),
            mend=message("Let requests be due earlier, or the roster be out later."),
            related=(Related(document.place / "published", message("When the roster is out.")),),
        )


RULE = Rule("RST020", "requests-after-roster", Severity.WARNING, check)
