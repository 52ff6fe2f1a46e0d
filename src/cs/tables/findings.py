"""Which findings reading a table can give: one visible list of codes; `pages` explains each.

A finding about a cell names file, row (as a spreadsheet or editor counts it, the header being the
first), column by its header, the value, what was expected and how to mend it.
"""

from collections.abc import Iterable

from cs.kernel.findings import Finding, Place, Related, Severity, Span
from cs.kernel.messages import Message

UNDECODABLE = "TAB001"
NOT_A_TABLE = "TAB002"
DAMAGED_WORKBOOK = "TAB003"
UNKNOWN_SHEET = "TAB004"
EMPTY_TABLE = "TAB005"
LONG_ROW = "TAB006"
SHORT_ROWS = "TAB007"
OPEN_QUOTE = "TAB008"
ERROR_CELL = "TAB009"
NO_HEADER = "TAB010"
MISSING_COLUMN = "TAB011"
SAME_COLUMN_TWICE = "TAB012"
EMPTY_CELL = "TAB013"
BAD_NUMBER = "TAB014"
BAD_DATE = "TAB015"
BAD_WORD = "TAB016"
SAME_ID_TWICE = "TAB017"
DATES_OUT_OF_ORDER = "TAB018"
SHEET_CHOSEN = "TAB019"
DIGITS_LOST = "TAB020"
TITLE_ROWS = "TAB021"
UNKNOWN_AGENT = "TAB022"
BAD_PERIOD = "TAB023"


def file_finding(
    code: str,
    file: str,
    text: Message,
    *,
    expected: Message | None = None,
    mend: Message | None = None,
    severity: Severity = Severity.ERROR,
) -> Finding:
    """A finding about the file as a whole."""
    return Finding(code, severity, text, Place(file), expected, mend)


def row_place(file: str, row: int, column: int | None = None, header: str | None = None) -> Place:
    """A row of a table, or its cell in a column counted from 0."""
    first = 1 if column is None else column + 1
    return Place(file, span=Span(row, first, row, first + 1), cell=header)


def row_finding(
    code: str,
    place: Place,
    text: Message,
    *,
    expected: Message | None = None,
    mend: Message | None = None,
    severity: Severity = Severity.ERROR,
    related: tuple[Related, ...] = (),
) -> Finding:
    """A finding about a row or a cell."""
    return Finding(code, severity, text, place, expected, mend, related)


def rows_text(rows: Iterable[int]) -> str:
    """Row numbers in rising order as people write them: `3, 5-9`."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in spans)
