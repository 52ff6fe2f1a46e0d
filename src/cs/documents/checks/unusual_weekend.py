"""The weekend is not what the country has

In China, national holidays and make-up working days are announced for a weekend of Saturday and
Sunday. With other free weekdays every working-day limit of every policy ends on other days.

Bad:

    ```yaml
    kind: workspace
    id: house
    name: 客服中心
    calendar:
      country: CN
      weekend: [saturday, friday]
    ```

Good:

    ```yaml
    kind: workspace
    id: house
    name: 客服中心
    calendar:
      country: CN
      weekend: [saturday, sunday]
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

COUNTRY, WEEKEND = "CN", {"saturday", "sunday"}


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each workspace of that country with another weekend."""
    for document in policies.of(WorkspacePolicy):
        calendar = document.policy.calendar
        if calendar.country != COUNTRY or set(calendar.weekend) == WEEKEND:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("The weekend is {days}.", days=tuple(calendar.weekend)),
            document.place.at("calendar", "weekend"),
            expected=message("saturday and sunday, as national holidays are announced for them"),
            mend=message("Correct the weekdays; free time of some agents belongs into the roster."),
        )


RULE = Rule("DOC076", "unusual-weekend", Severity.INFO, check)
