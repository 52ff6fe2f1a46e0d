"""Which steps of running cases are done? The table of cases as values."""

from collections.abc import Collection, Sequence

from cs.kernel.findings import Finding
from cs.kernel.histories import CaseRow
from cs.tables import schema
from cs.tables.people import agent_rows
from cs.tables.raw import RawTable


def read_cases(
    raws: Sequence[RawTable], known: Collection[str] | None = None
) -> tuple[tuple[CaseRow, ...], tuple[Finding, ...]]:
    """Steps done in the order of the files; `known` as for `cs.tables.people.read_stints`."""
    findings: list[Finding] = []
    rows = tuple(
        CaseRow(
            row["agent"],
            row["case"],
            row["kind"],
            row["step"],
            row["date"],
            row["actor"],
            row["outcome"],
            table.row(index),
        )
        for table, index, row in agent_rows(raws, schema.CASES, known, findings)
    )
    return rows, tuple(findings)
