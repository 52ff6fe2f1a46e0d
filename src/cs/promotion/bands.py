"""Which raw values does a band hold? Bands as intervals, in ascending order, for the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cs.promotion.policy import Band


@dataclass(frozen=True, slots=True)
class Interval:
    """A band as an interval; None as an edge means without end.

    Attributes:
        index: the band's position in the document.
        holds_low, holds_high: whether the edge value belongs to it; None if left open.
    """

    index: int
    low: Decimal | None
    high: Decimal | None
    holds_low: bool | None
    holds_high: bool | None
    points: Decimal

    @property
    def is_empty(self) -> bool:
        """Whether no value can lie in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and (self.holds_low is False or self.holds_high is False)
        )


def interval(index: int, band: Band) -> Interval:
    """The interval of one band."""
    open_question = band.includes is None
    return Interval(
        index,
        band.low,
        band.high,
        None if open_question else band.includes in ("from", "both"),
        None if open_question else band.includes in ("to", "both"),
        band.points,
    )


def ascending(bands: Sequence[Band]) -> tuple[Interval, ...]:
    """The bands that can hold a value, by their lower edge."""
    found = [interval(index, band) for index, band in enumerate(bands)]
    return tuple(
        sorted(
            (one for one in found if not one.is_empty),
            key=lambda one: (
                one.low is not None,
                one.low or Decimal(0),
                one.high is None,
                one.high or Decimal(0),
            ),
        )
    )
