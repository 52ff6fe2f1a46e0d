"""The pages of what reading a table can find, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`). The examples are tables in CSV,
which the tests read as the table that the entry names.
"""

from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity
from cs.tables import findings as found

USABLE = frozenset({found.UNKNOWN_AGENT})
"""Errors whose severity a workspace may change; after any other the table could not be used."""


def _entry(
    code: str,
    name: str,
    page: str,
    bad: str | None = None,
    good: str | None = None,
    *,
    severity: Severity = Severity.ERROR,
    shows: str = "staff",
    staff: str | None = None,
) -> Entry:
    text = page_text(page, bad, good, staff, language="csv")
    fixed = severity is Severity.ERROR and code not in USABLE
    return Entry(code, name, severity, text, fixed=fixed, shows=shows)


TABLE_ENTRIES: tuple[Entry, ...] = (
    _entry(
        found.UNDECODABLE,
        "undecodable-table",
        """The text of a table is in no encoding that is known

A CSV file is read as UTF-8 and, if it is not that, as GB18030, which Excel writes on Chinese
computers. Other encodings are not guessed at: a wrong guess turns names into other names, and
nobody sees it.

Save the file as CSV UTF-8 or as XLSX. For a table named on the command line the encoding can be
stated instead, for example `--encoding big5`.""",
    ),
    _entry(
        found.NOT_A_TABLE,
        "not-a-table",
        """The file is neither CSV nor XLSX

What a file is, its content says, not its name. Workbooks of Excel 97-2003 (.xls), workbooks with a
password, .xlsb and .ods, archives, and web pages that a personnel system calls .xls are not read.

Open the file in Excel or WPS and save it as XLSX without a password, or as CSV UTF-8.""",
        "<html><body><table>\n<tr><td>id</td><td>name</td></tr>\n</table></body></html>",
        "id,name\nE001,Agent 1",
    ),
    _entry(
        found.DAMAGED_WORKBOOK,
        "damaged-workbook",
        """A workbook cannot be opened

The file begins like an XLSX but is broken inside, most often because a copy or a download stopped
half-way. Nothing of it is used, since nobody can say what is missing.

Copy it again. If Excel or WPS can still open and repair it, save it there as a new XLSX.""",
    ),
    _entry(
        found.UNKNOWN_SHEET,
        "unknown-sheet",
        """The sheet asked for is not in the file

`--sheet` takes the name of a sheet as its tab in the workbook shows it; capital and small letters
count as the same. A CSV file has no sheets: leave the option out.""",
    ),
    _entry(
        found.EMPTY_TABLE,
        "empty-table",
        """A table has no header row

The first row that holds anything names the columns. Without it nobody knows what the cells mean. A
table without people is a header row alone; of candidates there must be one at least.""",
        ",,\n,,",
        "id,name,team",
    ),
    _entry(
        found.LONG_ROW,
        "long-row",
        """A row has more cells than the header

Usually a cell contains the delimiter and is not in double quotes, so that it falls in two and all
cells after it stand in the wrong columns. Put the cell in double quotes, or remove what is too
much.""",
        "id,team,post\nE001,service, north,presale",
        'id,team,post\nE001,"service, north",presale',
    ),
    _entry(
        found.SHORT_ROWS,
        "short-rows",
        """Rows have fewer cells than the header

The cells missing at the end of these rows are read as empty. This is harmless where a program
leaves out empty cells, and not where a file was cut off: then values are gone. Check the end of
the row that is named, and save the file again.""",
        "id,name,team\nE001,Agent 1,north\nE002,Agent 2",
        "id,name,team\nE001,Agent 1,north\nE002,Agent 2,",
        severity=Severity.WARNING,
    ),
    _entry(
        found.OPEN_QUOTE,
        "open-quote",
        """A double quote is opened and never closed

Everything after it, line ends included, would become part of one cell. Close the quote, or remove
it; a double quote that belongs to the text is written twice, in a cell in double quotes.""",
        'id,name,team\nE001,"Agent 1,north\nE002,Agent 2,south',
        'id,name,team\nE001,"Agent 1",north\nE002,Agent 2,south',
    ),
    _entry(
        found.ERROR_CELL,
        "error-cell",
        """A cell of a workbook has no value but an error

A formula gave #N/A, #REF!, #VALUE! or the like, so there is no value to read. It is not taken for
an empty cell, since there was meant to be something. Mend the formula, or empty the cell.

A formula that a program wrote and nobody computed has no result in the file either. Open the file
in Excel or WPS and save it again.""",
    ),
    _entry(
        found.NO_HEADER,
        "column-without-header",
        """A column has values but no header

Nothing says what the values mean. The column is kept and not used. Give it a header, or remove
it.""",
        "id,name,\nE001,Agent 1,north",
        "id,name,team\nE001,Agent 1,north",
        severity=Severity.WARNING,
    ),
    _entry(
        found.MISSING_COLUMN,
        "missing-column",
        """A column that the table needs is not there

Every table needs a few columns, the staff table for example an id of each agent. Headers may be in
English or Chinese; docs/tables.md lists all that are known. Rename the column that holds the
values, or add it.""",
        "name,team\nAgent 1,north",
        "id,name,team\nE001,Agent 1,north",
    ),
    _entry(
        found.SAME_COLUMN_TWICE,
        "same-column-twice",
        """Two columns mean the same thing

Where they differ, nobody can say which of them counts. Remove one of them, or give it a header that
means something else.""",
        "id,post,岗位\nE001,presale,complaints",
        "id,post,former post\nE001,presale,complaints",
    ),
    _entry(
        found.EMPTY_CELL,
        "empty-cell",
        """A cell that must be filled is empty

Some values are needed in every row, such as the id of an agent or the first day of a stint. No row
is passed over in silence: fill in the cell, or remove the row.""",
        "id,name\nE001,Agent 1\n,Agent 2",
        "id,name\nE001,Agent 1\nE002,Agent 2",
    ),
    _entry(
        found.BAD_NUMBER,
        "not-a-number",
        """A cell that should hold a number does not

A number has at most 6 decimals and is smaller than 1000000000. It has no unit, no percent sign and
no separators between thousands; full-width digits are fine. Where there is no value, the cell is
empty: a dash or a word would have to be guessed at.""",
        "id,ability,interview\nE001,80分,90",
        "id,ability,interview\nE001,80,90",
        shows="candidates",
    ),
    _entry(
        found.BAD_DATE,
        "not-a-date",
        """A cell that should hold a date does not

A date is written year, month, day: 2026-03-01, 2026/3/1, 2026.3.1, 20260301 or 2026年3月1日. Some
columns take a month too. Dates with the day first are not read, since 03/04/2026 means two days;
two-digit years are not read either.""",
        "id,post,post_since\nE001,presale,01/03/2026",
        "id,post,post_since\nE001,presale,2026-03-01",
    ),
    _entry(
        found.BAD_WORD,
        "unknown-word",
        """A cell holds none of the words that its column takes

Columns such as the rule of a pin, or yes and no, take a few words only, in English or Chinese. The
finding lists them.""",
        "agent,post,from,to,rule\nE001,presale,2026-12-01,2026-12-31,maybe",
        "agent,post,from,to,rule\nE001,presale,2026-12-01,2026-12-31,allow",
        shows="pins",
    ),
    _entry(
        found.SAME_ID_TWICE,
        "same-id-twice",
        """Two rows have the same id

An id stands for one person. If two people share it, their histories and scores are mixed up; if one
person has two rows, nobody can say which of them counts. Correct the id, or remove a row.""",
        "id,name\nE001,Agent 1\nE001,Agent 2",
        "id,name\nE001,Agent 1\nE002,Agent 2",
    ),
    _entry(
        found.DATES_OUT_OF_ORDER,
        "dates-out-of-order",
        """A day comes before another that it must follow

Nobody leaves, takes a post or reaches a grade before being hired, and a stint, an absence or a pin
does not end before it begins. One of the two days is mistyped, or they are exchanged.""",
        "id,hired,leaves\nE001,2026-03-01,2025-12-31",
        "id,hired,leaves\nE001,2025-03-01,2026-12-31",
    ),
    _entry(
        found.SHEET_CHOSEN,
        "sheet-chosen",
        """A workbook has several sheets, and the first was read

Hidden sheets do not count. If another one is meant, name it with `--sheet`, or make it the
first.""",
        severity=Severity.INFO,
    ),
    _entry(
        found.DIGITS_LOST,
        "digits-lost",
        """A whole number in a workbook has more digits than Excel keeps

Excel keeps 15 digits of a number and replaces the rest by zeros: an identity card or bank account
of 18 digits that was typed as a number is spoilt, and two people may get the same one. Format the
column as text and enter the numbers again from their source.""",
        severity=Severity.WARNING,
    ),
    _entry(
        found.TITLE_ROWS,
        "title-rows",
        """Rows of titles or of repeated headers were passed over

Rows with a single filled cell above the first row with several are taken for titles of the sheet.
Further down, a row that holds the headers again, each in its column, comes from a printed page.
Nothing needs to be done if that is what they are.""",
        "Staff in March\nid,name\nE001,Agent 1",
        "id,name\nE001,Agent 1",
        severity=Severity.INFO,
    ),
    _entry(
        found.UNKNOWN_AGENT,
        "unknown-agent",
        """A table names an agent who is not in the staff table

Most often the id is mistyped, and the row would be lost for the person that it is about. If the
history speaks of people who have long left, keep them in the staff table with the status left, or
lower the severity in the workspace document: `severities: {TAB022: info}`; their rows are then not
used.""",
        "agent,post,from,to\nE010,presale,2026-01-01,2026-03-31",
        "agent,post,from,to\nE001,presale,2026-01-01,2026-03-31",
        shows="stints",
        staff="id,name\nE001,Agent 1",
    ),
    _entry(
        found.BAD_PERIOD,
        "not-a-period",
        """A cell that should name a period does not

Results of reviews belong to a period. A month is written 2026-03 or 2026年3月, a quarter 2026Q1 or
2026年第一季度, a half-year 2026H1 or 2026年上半年, a year 2026, and months together
2026-03..2026-04.""",
        "agent,period,grade\nE001,March,good",
        "agent,period,grade\nE001,2026-03,good",
        shows="reviews",
    ),
)
