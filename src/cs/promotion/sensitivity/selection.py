"""Are some groups proposed far less often than others? A screen by the four-fifths rule.

29 CFR 1607.4 D takes a selection rate below four fifths of the highest group's as a sign that is
worth a look; it is no finding of fault, and says little where groups are small. Beside the ratio
stands Fisher's exact test, two-sided: the probability, were selection blind to the group, of a
two-by-two table as improbable as the one seen or more so, from the hypergeometric distribution in
whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

FOUR_FIFTHS = Fraction(4, 5)
SMALL = 5
"""Fewer candidates than this, and the rate says next to nothing."""


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group's selection.

    Attributes:
        name: what the column says; empty where it says nothing.
        candidates, eligible, proposed: how many.
        ratio: own rate over the highest rate; None where nobody is proposed at all.
        probability: two-sided, against the group with the highest rate; None for that group.
        below: whether the ratio is below four fifths.
        one_more: whether one more proposed of this group would lift the ratio to four fifths.
    """

    name: str
    candidates: int
    eligible: int
    proposed: int
    ratio: Fraction | None
    probability: Fraction | None
    below: bool
    one_more: bool

    @property
    def rate(self) -> Fraction:
        """Proposed over candidates."""
        return Fraction(self.proposed, self.candidates)

    @property
    def small(self) -> bool:
        """Whether there are too few to say anything."""
        return self.candidates < SMALL


def selection_rates(
    groups: Sequence[str], eligible: Sequence[bool], proposed: Sequence[bool]
) -> tuple[GroupRate, ...]:
    """The groups by name, from each candidate's group and fate."""
    counts = {
        name: (
            sum(own == name for own in groups),
            sum(own == name and met for own, met in zip(groups, eligible, strict=True)),
            sum(own == name and won for own, won in zip(groups, proposed, strict=True)),
        )
        for name in sorted(set(groups))
    }
    rates = {name: Fraction(won, size) for name, (size, _met, won) in counts.items()}
    # Of equal rates the larger group is the one compared with: it is the steadier measure.
    best = max(rates, key=lambda name: (rates[name], counts[name][0], name), default="")
    top = rates.get(best, Fraction(0))
    return tuple(
        _group(name, counts[name], None if name == best else counts[best], top) for name in counts
    )


def fisher_two_sided(a: int, b: int, c: int, d: int) -> Fraction:
    """The exact two-sided probability of the table ((a, b), (c, d)) or one no more probable."""
    row, column, whole = a + b, a + c, a + b + c + d
    ways = [
        comb(row, each) * comb(whole - row, column - each)
        for each in range(max(0, column - (whole - row)), min(row, column) + 1)
    ]
    seen = comb(row, a) * comb(whole - row, column - a)
    return Fraction(sum(way for way in ways if way <= seen), comb(whole, column))


def _group(
    name: str, own: tuple[int, int, int], best: tuple[int, int, int] | None, top: Fraction
) -> GroupRate:
    size, met, won = own
    ratio = Fraction(won, size) / top if top else None
    below = ratio is not None and ratio < FOUR_FIFTHS
    one_more = below and won < size and Fraction(won + 1, size) >= FOUR_FIFTHS * top
    probability = None
    if best is not None:
        probability = fisher_two_sided(won, size - won, best[2], best[0] - best[2])
    return GroupRate(name, size, met, won, ratio, probability, below, one_more)
