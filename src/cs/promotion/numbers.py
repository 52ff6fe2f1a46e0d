"""What number does a cell hold? Exactly, or not at all: at most 6 decimals, below 10^9."""

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

NUMBER_PATTERN = r"[+-]?(\d{1,9}(\.\d{0,6}0*)?|\.\d{1,6}0*)"
"""Zeros behind the sixth decimal change nothing and are let pass."""
_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)
_SHOWN_PLACES = 6


def parse_number(text: str) -> Decimal:
    """The number a cell holds; full-width digits count as digits.

    Raises:
        ValueError: no number, a percentage, too many digits.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(folded):
        raise ValueError(text)
    return Decimal(folded)


def show_exact(number: Fraction) -> str:
    """A number with as many decimals as it has, at most six and `…` where more would follow."""
    scaled = abs(number) * 10**_SHOWN_PLACES
    whole = scaled.numerator // scaled.denominator
    digits = f"{whole:0{_SHOWN_PLACES + 1}d}"
    text = f"{digits[:-_SHOWN_PLACES]}.{digits[-_SHOWN_PLACES:]}"
    cut = scaled.denominator != 1
    text = f"{text}…" if cut else text.rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 else text
