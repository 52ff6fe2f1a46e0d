"""How do results become CSV that Excel opens and JSON that machines compare, byte for byte?"""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from cs.tables.headers import BLANKS

_BOM = b"\xef\xbb\xbf"
_FORMULA = re.compile(rf"[{BLANKS}']*[=+\-@＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def neutralised(cell: str) -> str:
    """A text that no spreadsheet takes for a formula: one apostrophe before `= + - @` at its start.

    Plain numbers such as `-5` stay. `cs.tables` takes the apostrophe off again; a text that begins
    with apostrophes before such a character gets one more, so that every text comes back as it was.
    """
    if _FORMULA.match(cell) and not _PLAIN_NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]], bom: bool = True) -> bytes:
    """A CSV file in UTF-8, comma-separated, with CRLF line ends (RFC 4180).

    Cells: None is empty, dates are ISO, True and False are yes and no, decimals keep their places.

    Args:
        bom: begin with the byte-order mark by which Excel knows UTF-8.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([neutralised(cell) for cell in header])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return (_BOM if bom else b"") + buffer.getvalue().encode()


def json_bytes(value: object) -> bytes:
    """JSON in UTF-8: keys sorted, two spaces of indent, a final newline.

    Dates become ISO text, exact decimals text. Raises TypeError for other objects and ValueError
    for numbers that JSON lacks (NaN, infinity).
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False, default=_plain
    )
    return text.encode() + b"\n"


def json_line(value: object, longest: int = 30_000) -> list[str]:
    """JSON on one line with sorted keys, cut into texts of at most so many characters."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
    return [text[start : start + longest] for start in range(0, len(text), longest)]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return neutralised(value)
    return str(value)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"not for JSON: {type(value).__name__}")
