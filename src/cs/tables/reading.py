"""What table is in these bytes? CSV or XLSX is told by the bytes, never by the file's name."""

import re

from cs.kernel.findings import Finding
from cs.kernel.messages import message
from cs.tables import findings as found
from cs.tables.delimited import read_delimited
from cs.tables.encodings import decode, is_workbook
from cs.tables.plain import read_utf8
from cs.tables.raw import RawTable
from cs.tables.workbooks import read_workbook

_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|meta|head|\?xml)\b", re.IGNORECASE)
"""Personnel systems like to give out web pages that are named .xls."""

__all__ = ["RawTable", "read_raw"]


def read_raw(
    data: bytes, file: str, sheet: str | None = None, encoding: str | None = None
) -> RawTable | tuple[Finding, ...]:
    """The table as its file has it, or the findings that say why it cannot be read.

    Args:
        data: the whole file.
        file: its path as shown.
        sheet: a sheet's name (XLSX); by default the first visible one.
        encoding: the text's encoding (CSV); by default told by the bytes.
    """
    if is_workbook(data):
        return read_workbook(data, file, sheet)
    if encoding is None and sheet is None:
        plain = read_utf8(data, file)
        if plain is not None:
            return plain
    text = decode(data, file, encoding)
    if isinstance(text, Finding):
        return (text,)
    if sheet is not None:
        return (
            found.file_finding(
                found.UNKNOWN_SHEET,
                file,
                message("A sheet {sheet} is asked for, but a CSV file has no sheets.", sheet=sheet),
                mend=message("Leave out --sheet."),
            ),
        )
    if _MARKUP.match(text):
        return (
            found.file_finding(
                found.NOT_A_TABLE,
                file,
                message("This is a web page or XML, whatever the file is named."),
                expected=message("CSV or XLSX"),
                mend=message("Open it in Excel or WPS and save it as XLSX."),
            ),
        )
    return read_delimited(text, file)
