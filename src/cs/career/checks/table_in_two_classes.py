"""A table belongs to two classes of data

A class of data says who may read it and for how long it is kept. A table in two of them has two
answers to both.

Bad:

    ```yaml
    kind: confidentiality
    id: secrets
    name: 保密制度
    data:
      - {id: people, name: 人员资料, tables: [staff, leave], readers: 组长, kept_for: 2 years}
      - {id: scores, name: 评分资料, tables: [ratings, staff], readers: 经理, kept_for: 2 years}
    ```

Good:

    ```yaml
    kind: confidentiality
    id: secrets
    name: 保密制度
    data:
      - {id: people, name: 人员资料, tables: [staff, leave], readers: 组长, kept_for: 2 years}
      - {id: scores, name: 评分资料, tables: [ratings, reviews], readers: 经理, kept_for: 2 years}
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each table that a further class names."""
    for document in policies.of(ConfidentialityPolicy):
        first: dict[str, int] = {}
        for number, data in enumerate(document.policy.data):
            for position, table in enumerate(data.tables):
                earlier = first.setdefault(table, number)
                if earlier == number:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "The table {table} belongs to {second} here, and to {first} too.",
                        table=table,
                        second=data.name,
                        first=document.policy.data[earlier].name,
                    ),
                    document.place.at("data", number, "tables", position),
                    expected=message("each table in one class"),
                    mend=message("Leave it in the class whose readers may see it."),
                    related=(
                        Related(
                            document.place.at("data", earlier, "tables"),
                            message("The other class."),
                        ),
                    ),
                )


RULE = Rule("SEC030", "table-in-two-classes", Severity.WARNING, check)
