"""Somebody who must have signed an agreement has not

The policy says who must have signed an agreement. The staff table does not name it for some of
them: they work with the data all the same.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    agreements: [{id: 保密协议, name: 保密协议, who: {grades: 二星}}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    agreements: [{id: 保密协议, name: 保密协议, who: {grades: 一星}}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```

Staff:

    ```csv
    id,name,grade,agreements
    A1,甲,一星,保密协议
    A2,乙,二星,
    A3,丙,二星,保密协议
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.choosing import chosen
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold

SHOWN = 5
"""Agents that are named; all are counted."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each agreement with the agents who lack it, where the staff table names agreements at all."""
    if not any(agent.agreements for agent in policies.staff or ()):
        return
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.agreements):
            if each.who is None:
                continue
            bound = chosen(each.who, policies.staff or (), policies.as_of)
            words = {fold(each.id), fold(each.name)}
            lacking = [a.id for a in bound if not words & {fold(text) for text in a.agreements}]
            if not lacking:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Of {count} agents who must have signed {agreement}, {lacking} have not, for "
                    "example {examples}.",
                    count=len(bound),
                    agreement=each.name,
                    lacking=len(lacking),
                    examples=", ".join(lacking[:SHOWN]),
                ),
                document.place.at("agreements", number, "who"),
                expected=message("the agreement of each of them in the staff table"),
                mend=message("Have it signed and entered, or narrow who must have signed it."),
            )


RULE = Rule("SEC007", "agreement-unsigned", Severity.WARNING, check)
