"""What can be wrong with a table of scores beyond what any table can get wrong (`TAB…`)."""

from types import MappingProxyType

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message
from cs.tables import findings as found
from cs.tables.raw import RawTable

OUTSIDE_SCALE = "SCO001"
NO_COLUMN = "SCO002"
RATER_TWICE = "SCO003"
TOO_MANY_RATERS = "SCO004"
UNKNOWN_COMPONENT = "SCO005"
CONTRADICTION = "SCO006"

CODES = MappingProxyType({
    OUTSIDE_SCALE: "a score lies outside its component's scale",
    NO_COLUMN: "no column holds a component's scores",
    RATER_TWICE: "one rater scores one component of one candidate twice",
    TOO_MANY_RATERS: "a component of one candidate has more raters than can be counted",
    UNKNOWN_COMPONENT: "a row names a component that the policy does not have",
    CONTRADICTION: "rows of one candidate say different things about the same fact",
})  # fmt: skip


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
