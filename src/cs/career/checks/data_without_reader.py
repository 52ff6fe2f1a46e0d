"""Nobody may see a class of data

A class of data names no role that may see it. Either nobody works with it, and then it need not be
kept, or somebody does and breaks the policy every day.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, kept_for: 3 years}]
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
    """Each class of data without readers."""
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.data):
            if each.readers:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("No role is named that may see {name}.", name=each.name),
                document.place.at("data", number),
                expected=message("`readers`: the roles that work with it"),
                mend=message("Name the roles whose work needs it, and no others."),
            )


RULE = Rule("SEC001", "data-without-reader", Severity.WARNING, check)
