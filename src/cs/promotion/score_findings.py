"""Findings about cells and headers of a candidates' table."""

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message, message
from cs.promotion.codes import RATERS_UNKNOWN
from cs.promotion.policy import Component
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


def no_known_rater(table: RawTable, part: Component) -> Finding:
    """That nobody can tell whose ratings of a component are to be left out."""
    return header_finding(
        RATERS_UNKNOWN,
        table,
        None,
        message(
            "Who rates {component} is not named by an id of the staff or of a candidate, so no "
            "conflict of interest is seen and all ratings count.",
            component=part.name,
        ),
        expected=message("raters named by their ids, such as {name}:E07", name=part.name),
        severity=Severity.WARNING,
    )


def no_known_leader(table: RawTable, part: Component) -> Finding:
    """That the leaders' ratings of a component cannot be left out."""
    return header_finding(
        RATERS_UNKNOWN,
        table,
        None,
        message(
            "The staff table names no direct superior of a candidate, so their ratings of "
            "{component} count.",
            component=part.name,
        ),
        expected=message("a column 直接上级 or leader in the staff table"),
        severity=Severity.WARNING,
    )
