"""Small texts that rules and messages share: numbers as people write them, words as compared."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


def plain(number: Decimal) -> str:
    """A number without exponent and without trailing zeros: `40`, `0.5`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(number: Fraction, places: int = 1) -> str:
    """A fraction with at most `places` decimals: `28.8`, `12`."""
    return plain(round(Decimal(number.numerator) / Decimal(number.denominator), places))


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """A word as it is compared: letters' case, full-width forms and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def yaml_scalar(text: str) -> str:
    """A text as it may stand anywhere in YAML, in brackets or not, and reads back as that text.

    Without quotes only where no reader of YAML could take it for anything else.
    """
    if _HARMLESS.fullmatch(text) and text.casefold() not in _NOT_TEXT:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\U{number:08X}"


_HARMLESS = re.compile(r"[^\W\d_](?:[\w.\-/%]| (?=[\w/%]))*")
_NOT_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
