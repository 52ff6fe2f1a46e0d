"""Small charts as coordinates: a line over periods and a bar of points, for SVG in a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT, MARGIN = 120, 30, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """A line over periods.

    Attributes:
        lines: points of each unbroken stretch, as SVG writes them.
        last: centre of the newest value's dot; None if it is missing.
        target: height of the target's line; None if there is none.
    """

    lines: tuple[str, ...]
    last: tuple[str, str] | None
    target: str | None


def spark(values: Sequence[Fraction | None], target: Fraction | None = None) -> Spark:
    """The line of values, oldest first; the target is always in the picture."""
    there = [each for each in values if each is not None]
    seen = [*there, target] if target is not None else there
    if not there:
        return Spark((), None, None)
    low, high = min(seen), max(seen)
    span = high - low or Fraction(1)
    step = Fraction(WIDTH - 2 * MARGIN, max(len(values) - 1, 1))

    def across(position: int) -> str:
        return _number(MARGIN + position * step if len(values) > 1 else Fraction(WIDTH, 2))

    def down(value: Fraction) -> str:
        return _number(HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN))

    lines: list[str] = []
    stretch: list[str] = []
    for position, value in enumerate(values):
        if value is None:
            lines.append(" ".join(stretch))
            stretch = []
        else:
            stretch.append(f"{across(position)},{down(value)}")
    lines.append(" ".join(stretch))
    newest = values[-1]
    return Spark(
        tuple(each for each in lines if " " in each),
        None if newest is None else (across(len(values) - 1), down(newest)),
        None if target is None else down(target),
    )


def _number(value: Fraction) -> str:
    return f"{float(value):.1f}"
