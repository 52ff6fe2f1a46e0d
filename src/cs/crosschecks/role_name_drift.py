"""One role seems to have several names

Documents of the workspace use words for roles that many firms use for the same role, such as 组长,
班长 and leader. Rules about the separation of duties see two roles then, where perhaps one person
proposes and approves. State in the workspace document which words mean one role (`roles: {组长:
[班长, leader]}`), or that they are two (`roles: {组长: [], 班长: []}`).

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 班长}
      - {id: review, name: 复审, act: review, actor: 客服经理}
      - {id: approve, name: 核准, act: approve, actor: 组长}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    process:
      - {id: propose, name: 提报, act: propose, actor: 组长}
      - {id: review, name: 复审, act: review, actor: 客服经理}
      - {id: approve, name: 核准, act: approve, actor: 人力资源部}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.crosschecks.role_names import role_names
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.roles import SYNONYMS
from cs.kernel.texts import fold


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each word for a role of which another word is used, unless the workspace speaks of it."""
    used: dict[str, tuple[str, Place]] = {}
    for name, place in role_names(policies):
        if fold(name) not in policies.aliases:
            used.setdefault(fold(name), (name, place))
    for words in SYNONYMS:
        found = [used[fold(word)] for word in words if fold(word) in used]
        if len(found) < 2:
            continue
        (first, first_place), *others = found
        for name, place in others:
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The documents speak of {name} and of {first}; these may be one role.",
                    name=name,
                    first=first,
                ),
                place,
                expected=message("one name for one role, or `roles` in the workspace document"),
                mend=message(
                    "Use one word, or state `roles` with {first} and its other words.", first=first
                ),
                related=(Related(first_place, message("The other name.")),),
            )


RULE = Rule("XPL013", "role-name-drift", Severity.INFO, check, ("D38",))
