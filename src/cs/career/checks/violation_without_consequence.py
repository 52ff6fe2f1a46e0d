"""What follows from a breach is not stated

The policy states no violations, or a violation and not what follows from it: the rule forbids and
threatens nothing. Often the end of the text was lost.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies without violations, and violations without consequence."""
    for document in policies.of(ConfidentialityPolicy):
        violations = document.policy.violations
        if not violations:
            yield _finding(
                message(
                    "{count} classes of data are confidential, and what follows from a breach is "
                    "not stated.",
                    count=len(document.policy.data),
                ),
                document.place / "data",
            )
        for number, each in enumerate(violations):
            if each.act is None and each.text is None:
                yield _finding(
                    message("What follows from «{name}» is not stated.", name=each.name),
                    document.place.at("violations", number),
                )


def _finding(text: Message, place: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("`violations`, each with `act` or `text`"),
        mend=message("Take the consequences from the original, or state them."),
    )


RULE = Rule("SEC005", "violation-without-consequence", Severity.WARNING, check, ("D36",))
