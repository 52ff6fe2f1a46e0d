"""Small texts that rules and messages share: numbers as people write them, words as compared."""

import unicodedata
from decimal import Decimal
from fractions import Fraction


def plain(number: Decimal) -> str:
    """A number without exponent and without trailing zeros: `40`, `0.5`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(number: Fraction, places: int = 1) -> str:
    """A fraction with at most `places` decimals: `28.8`, `12`."""
    return plain(round(Decimal(number.numerator) / Decimal(number.denominator), places))


def fold(text: str) -> str:
    """A word as it is compared: letters' case, full-width forms and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
