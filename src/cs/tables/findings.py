"""Which findings reading a table can give: one visible list of codes, each with its meaning.

A finding about a cell names file, row (as a spreadsheet or editor counts it, the header being the
first), column by its header, the value, what was expected and how to mend it.
"""

from types import MappingProxyType

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

CODES = MappingProxyType({
    UNDECODABLE: "the bytes are not text in the encoding expected",
    NOT_A_TABLE: "the file is no CSV and no XLSX",
    DAMAGED_WORKBOOK: "the XLSX cannot be opened",
    UNKNOWN_SHEET: "the workbook has no such visible sheet",
    EMPTY_TABLE: "there is no header row",
    LONG_ROW: "a row has more cells than the header",
    SHORT_ROWS: "rows have fewer cells than the header",
    OPEN_QUOTE: "a quote is opened and never closed",
    ERROR_CELL: "a formula in the workbook gives an error such as #N/A",
    NO_HEADER: "a column has values but no header",
    MISSING_COLUMN: "a column that the table needs is missing",
    SAME_COLUMN_TWICE: "two columns mean the same thing",
    EMPTY_CELL: "a cell that must be filled is empty",
    BAD_NUMBER: "a cell is not a number",
    BAD_DATE: "a cell is not a date",
    BAD_WORD: "a cell is none of the words allowed",
    SAME_ID_TWICE: "two rows have the same id",
    DATES_OUT_OF_ORDER: "a date stands before another that it must follow",
    SHEET_CHOSEN: "a workbook has several sheets and the first was read",
    DIGITS_LOST: "a whole number in a workbook is longer than the 15 digits that Excel keeps",
    TITLE_ROWS: "rows above the header were passed over",
    UNKNOWN_AGENT: "an agent's id is not in the staff table",
})  # fmt: skip


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
