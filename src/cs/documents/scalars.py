"""What a value without quotes means: the YAML 1.2 core schema, made stricter.

`true` and `false`, `null`, `~` and nothing, whole numbers, decimals and ISO days; all else is text:
`yes`, `no`, `on`, `off`, `22:30`, and numbers with a leading zero, an underscore, `0x` or `0o`, so
that a staff number 007 keeps its zeros. Decimals are exact.
"""

import re
from datetime import date
from decimal import Decimal
from enum import Enum

Value = str | int | Decimal | bool | date | None

MAX_DIGITS = 18
MAX_EXPONENT = 30


class Trouble(Enum):
    """Why a value that looks like a number or a day is none."""

    LONG_NUMBER = "long number"
    NO_SUCH_DAY = "no such day"


_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(
    r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?", re.ASCII
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)


def resolve(text: str) -> Value | Trouble:
    """The value of a scalar written without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if not text[0].isascii() or text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text) if len(text.lstrip("+-")) <= MAX_DIGITS else Trouble.LONG_NUMBER
    if match := _DECIMAL.fullmatch(text):
        return _decimal(text, match[1])
    if match := _DAY.fullmatch(text):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return Trouble.NO_SUCH_DAY
    return text


def _decimal(text: str, exponent: str | None) -> Decimal | Trouble:
    digits = sum(character.isdigit() for character in re.split("[eE]", text)[0])
    if digits > MAX_DIGITS:
        return Trouble.LONG_NUMBER
    if exponent is not None and (len(exponent) > 4 or abs(int(exponent)) > MAX_EXPONENT):
        return Trouble.LONG_NUMBER
    return Decimal(text)
