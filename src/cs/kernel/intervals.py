"""Which values does a band hold? Bands of any document as intervals, for rules and engines.

A band has a lower and an upper edge, either of which may be open to infinity, and says which of its
edges belong to it (`includes`). What bands hold in common and what none of them holds is found on
the bands in ascending order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Protocol

from cs.kernel.messages import Message, message
from cs.kernel.texts import plain

OTHERS = 10
"""With so many others at most one item of a list is said to clash."""


class Edges(Protocol):
    """What any band of a document states."""

    @property
    def low(self) -> Decimal | None:
        """The lower edge; None without end."""
        ...

    @property
    def high(self) -> Decimal | None:
        """The upper edge; None without end."""
        ...

    @property
    def includes(self) -> str | None:
        """`from`, `to`, `both` or `neither`; None leaves it open."""
        ...


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

    @property
    def is_empty(self) -> bool:
        """Whether no value can lie in it."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (
            self.low == self.high and (self.holds_low is False or self.holds_high is False)
        )

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in it; an edge that is left open does not count as held."""
        if self.low is not None and (
            value < self.low or (value == self.low and not self.holds_low)
        ):
            return False
        return self.high is None or value < self.high or (
            value == self.high and bool(self.holds_high)
        )  # fmt: skip


def interval(index: int, band: Edges) -> Interval:
    """The interval of one band."""
    is_open = band.includes is None
    return Interval(
        index,
        band.low,
        band.high,
        None if is_open else band.includes in ("from", "both"),
        None if is_open else band.includes in ("to", "both"),
    )


def ascending(bands: Sequence[Edges]) -> tuple[Interval, ...]:
    """The bands that can hold a value, by their lower edge."""
    found = [interval(index, band) for index, band in enumerate(bands)]
    return tuple(
        sorted(
            (one for one in found if not one.is_empty),
            key=lambda one: (
                one.low is not None,
                one.low or Decimal(0),
                one.holds_low is False,
                one.high is None,
                one.high or Decimal(0),
            ),
        )
    )


def open_edges(bands: Sequence[Edges]) -> list[Decimal]:
    """The edge values of bands that do not say whether they include them, ascending."""
    edges = {
        edge
        for band in bands
        if band.includes is None
        for edge in (band.low, band.high)
        if edge is not None
    }
    return sorted(edges)


def overlaps(bands: Sequence[Edges]) -> Iterator[tuple[Interval, Interval, Message]]:
    """Pairs of bands (lower, upper) that share a value, and what they share; open edges aside.

    Of one band so many pairs as anybody reads (`OTHERS`): bands that are all alike make no more
    findings than ten times their number.
    """
    reaching: list[Interval] = []
    for upper in ascending(bands):
        start = upper.low
        reaching = [
            lower
            for lower in reaching
            if start is None or lower.high is None or lower.high >= start
        ]
        pairs = ((lower, common(lower, upper)) for lower in reaching)
        for lower, shared in islice((pair for pair in pairs if pair[1] is not None), OTHERS):
            if shared is not None:
                yield lower, upper, shared
        reaching.append(upper)


def common(lower: Interval, upper: Interval) -> Message | None:
    """What both hold; `upper` does not begin below `lower`."""
    start = upper.low
    ends = [edge for edge in (lower.high, upper.high) if edge is not None]
    end = min(ends) if ends else None
    if start is None:
        return message("every low value")
    if end is None:
        return message("every value from {value} up", value=plain(start))
    if start < end:
        return message("values between {low} and {high}", low=plain(start), high=plain(end))
    shared = start == end and lower.holds(start) and upper.holds(start)
    return message("the value {value}", value=plain(start)) if shared else None


def gaps(bands: Sequence[Edges]) -> Iterator[tuple[Interval, Interval, Message]]:
    """Neighbouring bands (lower, upper) with values between them that no band holds."""
    reach: Interval | None = None
    for band in ascending(bands):
        gap = None if reach is None else between(reach, band)
        if gap is not None and reach is not None:
            yield reach, band, gap
        if reach is None or _reaches_further(band, reach):
            reach = band


def between(lower: Interval, upper: Interval) -> Message | None:
    """What lies above `lower` and below `upper` in neither."""
    if lower.high is None or upper.low is None or upper.low < lower.high:
        return None
    if upper.low > lower.high:
        return message(
            "values between {low} and {high}", low=plain(lower.high), high=plain(upper.low)
        )
    if lower.holds_high is False and upper.holds_low is False:
        return message("the value {value}", value=plain(upper.low))
    return None


def _reaches_further(band: Interval, reach: Interval) -> bool:
    if reach.high is None:
        return False
    return band.high is None or (band.high, bool(band.holds_high)) > (
        reach.high,
        bool(reach.holds_high),
    )
