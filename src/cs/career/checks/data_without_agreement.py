"""Data are seen by people who have signed nothing

The policy knows agreements, and this class of data asks its readers for none. Who has signed
nothing can say that nobody told him.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    agreements: [{id: 保密协议, name: 保密协议}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data:
      - {id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years, agreement: 保密协议}
    agreements: [{id: 保密协议, name: 保密协议}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each class of data with readers and without agreement, where there are agreements."""
    for document in policies.of(ConfidentialityPolicy):
        if not document.policy.agreements:
            continue
        for number, each in enumerate(document.policy.data):
            if each.agreement is not None or not each.readers:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} roles may see {name} and need have signed nothing.",
                    count=len(each.readers),
                    name=each.name,
                ),
                document.place.at("data", number),
                expected=message("`agreement`: one that the policy states"),
                mend=message(
                    "Add for example `agreement: {name}`.", name=document.policy.agreements[0].id
                ),
                related=(Related(document.place / "agreements", message("The agreements.")),),
            )


RULE = Rule("SEC008", "data-without-agreement", Severity.INFO, check)
