"""A table of the workspace belongs to no class of data

The rules of confidentiality sort tables into classes with readers and times. A table that the
workspace reads, and no class names, has neither.

Bad:

    ```yaml
    kind: workspace
    id: house
    name: 客服中心
    tables: {staff: staff.csv, leave: leave.csv}
    ---
    kind: confidentiality
    id: secrets
    name: 保密制度
    data:
      - {id: people, name: 人员资料, tables: [staff], readers: 组长, kept_for: 2 years}
    ```

Good:

    ```yaml
    kind: workspace
    id: house
    name: 客服中心
    tables: {staff: staff.csv, leave: leave.csv}
    ---
    kind: confidentiality
    id: secrets
    name: 保密制度
    data:
      - {id: people, name: 人员资料, tables: [staff, leave], readers: 组长, kept_for: 2 years}
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each table that a workspace states and no class of data names, where some are named."""
    documents = tuple(policies.of(ConfidentialityPolicy))
    named = {table for each in documents for data in each.policy.data for table in data.tables}
    stated = [
        (each.place.at("tables", table), table)
        for each in policies.documents
        if (tables := getattr(each.policy, "tables", None)) is not None
        for table in sorted(tables.model_fields_set)
    ]
    if not named or policies.may_lack(ConfidentialityPolicy):
        return
    for place, table in stated:
        if table in named:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("The table {table} belongs to no class of data.", table=table),
            documents[0].place / "data",
            expected=message("every table that is read in a class"),
            mend=message("Add it to the `tables` of a class."),
            related=(Related(place, message("The workspace reads it.")),),
        )


RULE = Rule("XPL055", "table-unclassified", Severity.INFO, check)
