"""Whole-number ranges as policies write them: `8..12`, `8..` or a single number."""

import re
from dataclasses import dataclass

_RANGE = re.compile(r"(\d{1,9})?\s*(?:\.\.|~|-|至)\s*(\d{1,9})?", re.ASCII)
_BETWEEN = r"\s*(?:\.\.|~|-|至)\s*"
RANGE_PATTERN = (
    rf"^\s*(?:[0-9]+|[0-9]{{1,9}}{_BETWEEN}(?:[0-9]{{1,9}})?|{_BETWEEN}[0-9]{{1,9}})\s*$"
)
"""What `parse_range` reads, as a pattern that JSON Schema and Python share (order aside)."""


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; no `high` means no upper end."""

    low: int
    high: int | None

    def __contains__(self, value: object) -> bool:
        return (
            isinstance(value, int)
            and value >= self.low
            and (self.high is None or value <= self.high)
        )

    def __str__(self) -> str:
        if self.high == self.low:
            return str(self.low)
        return f"{self.low}..{'' if self.high is None else self.high}"


def parse_range(value: str | int) -> Range:
    """A range from its written form.

    Raises:
        ValueError: not a range, or its end is below its start.
    """
    if isinstance(value, int):
        result = Range(value, value)
    elif value.strip().isdecimal() and value.strip().isascii():
        result = Range(int(value), int(value))
    else:
        match = _RANGE.fullmatch(value.strip())
        if not match or (match[1] is None and match[2] is None):
            raise ValueError(f"not a range: {value!r}")
        result = Range(int(match[1] or 0), int(match[2]) if match[2] else None)
    if result.low < 0 or (result.high is not None and result.high < result.low):
        raise ValueError(f"not a range: {value!r}")
    return result
