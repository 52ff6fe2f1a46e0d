"""How long data are kept is not stated

Personal data are kept for no longer than their purpose needs (Personal Information Protection Law
of the PRC, article 19; for the reader, not legal advice). Without a time they are kept for ever,
and leak for ever.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
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
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each class of data without a time."""
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.data):
            if each.kept_for is not None and each.kept_for.count:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("How long {name} is kept is not stated.", name=each.name),
                document.place.at("data", number),
                expected=message("`kept_for`"),
                mend=message("Add for example `kept_for: 3 years`."),
            )


RULE = Rule("SEC004", "retention-unstated", Severity.WARNING, check)
