"""Findings about cells and headers of a candidates' table."""

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message
from cs.tables import findings as found
from cs.tables.raw import RawTable


def cell_finding(
    code: str,
    table: RawTable,
    row: int,
    column: int,
    text: Message,
    *,
    expected: Message | None = None,
    mend: Message | None = None,
) -> Finding:
    """An error in a cell: `row` of the table's frame, `column` of its headers."""
    return found.row_finding(code, table.place(row, column), text, expected=expected, mend=mend)


def header_finding(
    code: str,
    table: RawTable,
    column: int | None,
    text: Message,
    *,
    expected: Message | None = None,
    mend: Message | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """Something about a header, or about the header row."""
    return found.row_finding(
        code,
        table.header_place(column),
        text,
        expected=expected,
        mend=mend,
        severity=severity,
    )
