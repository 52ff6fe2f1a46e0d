"""Who may see the data also lets people see them

The role that lets somebody see a class of data is one of its readers, so that its holders let
themselves in.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 绩效, name: 绩效结果, readers: [组长, 经理], approved_by: 组长, kept_for: 2 years}]
    violations: [{id: 泄露, name: 泄露绩效结果, act: warn}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data:
      - {id: 绩效, name: 绩效结果, readers: [组长, 经理], approved_by: 人事部, kept_for: 2 years}
    violations: [{id: 泄露, name: 泄露绩效结果, act: warn}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each class of data whose reader approves."""
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.data):
            if each.approved_by is None:
                continue
            role = policies.role(each.approved_by)
            own = [n for n, reader in enumerate(each.readers) if policies.role(reader) == role]
            if not own:
                continue
            place = document.place.at("data", number)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{role} lets people see {name}, and is among the {count} roles that see it.",
                    role=each.approved_by,
                    name=each.name,
                    count=len(each.readers),
                ),
                place / "approved_by",
                expected=message("a role that does not see the data itself"),
                mend=message(
                    "Let another role approve, such as the one that is responsible for it."
                ),
                related=(Related(place / "readers", message("Who may see it.")),),
            )


RULE = Rule("SEC003", "access-self-approved", Severity.ERROR, check)
