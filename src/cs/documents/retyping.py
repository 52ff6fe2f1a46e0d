"""How would a value that a field refuses be written rightly, if there is only one way?

Full-width digits and signs (`４０％`, `９：３０`), quotes around a number or a day, `yes` for
`true`, a number where text belongs, a day with slashes, a list of ids with Chinese commas. What the
value says is never guessed: only its dress changes.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from cs.documents.scalars import resolve
from cs.kernel.durations import parse_duration
from cs.kernel.fields import parse_minutes
from cs.kernel.ranges import parse_range
from cs.kernel.texts import yaml_scalar

_YES = frozenset(("yes", "on", "y", "true", "是"))
_NO = frozenset(("no", "off", "n", "false", "否"))
_PERCENT = re.compile(r"\d{1,4}(?:\.\d{1,6})?\s*%", re.ASCII)
_ID = re.compile(r"[^\W_][\w.\-]{0,63}")
_DAY = re.compile(r"(\d{4})(?:[-/.]|\s*年\s*)(\d{1,2})(?:[-/.]|\s*月\s*)(\d{1,2})\s*日?", re.ASCII)
_COMMAS = re.compile(r"\s*[,，、;；]\s*")


def written_right(kind: str, written: str, *, is_text: bool, in_list: bool) -> str | None:
    """The value as it is to stand in the YAML; None if there is not one way to write it.

    Args:
        kind: the type of the refusal.
        written: the scalar as it stands, without its quotes.
        is_text: whether it reads as text there.
        in_list: whether it is the only item of a list in brackets.
    """
    if kind == "string_type":
        return None if is_text or not written else yaml_scalar(written)
    if not is_text:
        return None
    if kind == "cs_id":
        return _ids(written, in_list=in_list)
    if kind == "bool_type":
        return _truth(written)
    folded = unicodedata.normalize("NFKC", written).strip()
    if kind == "date_type" and (day := _DAY.fullmatch(folded)):
        folded = f"{day[1]}-{day[2]:0>2}-{day[3]:0>2}"
    fits = _FITS.get(kind)
    return folded if fits is not None and folded and fits(folded) else None


def _ids(written: str, *, in_list: bool) -> str | None:
    """Several ids in one text, where no id can hold what parts them."""
    parts = _COMMAS.split(written.strip())
    if len(parts) > 1 and all(_ID.fullmatch(part) for part in parts):
        return f"[{', '.join(map(yaml_scalar, parts))}]" if in_list else None
    return None


def _truth(written: str) -> str | None:
    word = written.strip().casefold()
    return "true" if word in _YES else "false" if word in _NO else None


def _reads_as(*types: type) -> Callable[[str], bool]:
    return lambda text: type(resolve(text)) in types


def _is_percent(text: str) -> bool:
    return bool(_PERCENT.fullmatch(text)) or _reads_as(int, Decimal)(text)


def _parses(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            parse(text)
        except ValueError:
            return False
        return True

    return fits


_FITS: Mapping[str, Callable[[str], bool]] = {
    "int_type": _reads_as(int),
    "decimal_type": _reads_as(int, Decimal),
    "cs_number": _reads_as(int, Decimal),
    "cs_percent": _is_percent,
    "cs_time": _parses(parse_minutes),
    "cs_duration": _parses(parse_duration),
    "cs_range": _parses(parse_range),
    "date_type": _reads_as(date),
}
