"""Everybody may see a class of data

The readers of a class of data are everybody. What everybody may see is not confidential, and
personal data are shown to those only whose work needs them (Personal Information Protection Law of
the PRC, article 6; for the reader, not legal advice).

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: [坐席员, 全体员工], kept_for: 3 years}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: [坐席员, 组长], kept_for: 3 years}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold

EVERYBODY = frozenset((
    "所有人", "全体员工", "全体人员", "全员", "任何人", "公司全体",
    "everybody", "everyone", "anyone", "all", "allstaff", "allemployees",
))  # fmt: skip
"""Words for everybody, folded."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each reader that is everybody."""
    for document in policies.of(ConfidentialityPolicy):
        for number, each in enumerate(document.policy.data):
            for index, reader in enumerate(each.readers):
                if fold(reader) not in EVERYBODY:
                    continue
                place = document.place.at("data", number, "readers")
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("{reader} may see {name}.", reader=reader, name=each.name),
                    place / index,
                    expected=message("the roles whose work needs it"),
                    mend=message("Name those roles, or take the class out of the policy."),
                )


RULE = Rule("SEC002", "data-for-everybody", Severity.WARNING, check)
