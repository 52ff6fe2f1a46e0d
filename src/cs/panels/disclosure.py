"""Which figures may be shown, so that nothing protected can be worked out from them?

A figure that people see is a sum of ratings, each with a weight. Whoever knows some figures knows
everything that is a combination of them: so a rating stays unknown exactly if its row is not in the
span of the rows that are shown. Figures are taken one by one, the most needed first, and each is
shown only if no protected row falls into the span with it: complementary suppression as official
statistics does it in tables (Cox 1980), for any sums. A row is protected until the end, whatever is
shown later.

Reckoned in the field of integers modulo a prime near 2^61: without rounding, and fast. A
combination that vanishes there and not in truth would need a determinant divisible by that prime.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

Combination = Mapping[Hashable, Fraction]
"""A sum: per unknown its weight."""
K = TypeVar("K", bound=Hashable)
_Row = dict[Hashable, int]
_PRIME = 2**61 - 1


def withheld(
    figures: Iterable[tuple[K, Combination]], protected: Iterable[Combination]
) -> frozenset[K]:
    """The figures, by their keys, that are not shown.

    Args:
        figures: the most needed first; a key with several rows is withheld with the first of them
            that cannot be shown.
        protected: what nobody may be able to work out; rows of nothing are passed over.
    """
    span = Span.guarding(protected)
    return frozenset([key for key, row in figures if not span.admits(row)])


@dataclass
class Span:
    """What can be worked out so far, in reduced echelon form, and what is protected beside it.

    Attributes:
        basis: rows by their pivots; no pivot stands in another row.
        guarded: protected rows less what is known of them.
    """

    basis: dict[Hashable, _Row] = field(default_factory=dict)
    guarded: list[_Row] = field(default_factory=list)
    _rows_with: dict[Hashable, set[Hashable]] = field(default_factory=dict)
    _guarded_with: dict[Hashable, set[int]] = field(default_factory=dict)

    @classmethod
    def guarding(cls, protected: Iterable[Combination]) -> "Span":
        """Nothing is known yet."""
        span = cls()
        for each in protected:
            row = _row(each)
            if row:
                for atom in row:
                    span._guarded_with.setdefault(atom, set()).add(len(span.guarded))
                span.guarded.append(row)
        return span

    def copy(self) -> "Span":
        """One that can go its own way."""
        return Span(
            {pivot: dict(row) for pivot, row in self.basis.items()},
            [dict(row) for row in self.guarded],
            {atom: set(rows) for atom, rows in self._rows_with.items()},
            {atom: set(rows) for atom, rows in self._guarded_with.items()},
        )

    def admits(self, figure: Combination) -> bool:
        """Show a figure if nothing protected can be worked out with it; say whether it is shown."""
        row = _row(figure)
        for pivot in [atom for atom in row if atom in self.basis]:
            _subtract(row, row[pivot], self.basis[pivot])
        if not row:
            return True
        # The rarest unknown as a pivot keeps the rows short.
        pivot = min(row, key=lambda atom: len(self._rows_with.get(atom, ())))
        inverse = pow(row[pivot], -1, _PRIME)
        row = {atom: weight * inverse % _PRIME for atom, weight in row.items()}
        touched = self._guarded_with.get(pivot, set())
        if any(_is_multiple(self.guarded[number], row, pivot) for number in touched):
            return False
        for number in list(touched):
            _subtract(self.guarded[number], self.guarded[number][pivot], row)
            self._index(self._guarded_with, number, self.guarded[number], row)
        for other in list(self._rows_with.get(pivot, ())):
            _subtract(self.basis[other], self.basis[other][pivot], row)
            self._index(self._rows_with, other, self.basis[other], row)
        self.basis[pivot] = row
        for atom in row:
            self._rows_with.setdefault(atom, set()).add(pivot)
        return True

    @staticmethod
    def _index(where: dict[Hashable, set[K]], key: K, row: _Row, changed: _Row) -> None:
        for atom in changed:
            if atom in row:
                where.setdefault(atom, set()).add(key)
            else:
                where.get(atom, set()).discard(key)


def _row(combination: Combination) -> _Row:
    row = {}
    for atom, weight in combination.items():
        if residue := weight.numerator * pow(weight.denominator, -1, _PRIME) % _PRIME:
            row[atom] = residue
    return row


def _subtract(row: _Row, times: int, other: _Row) -> None:
    for atom, weight in other.items():
        changed = (row.get(atom, 0) - times * weight) % _PRIME
        if changed:
            row[atom] = changed
        else:
            row.pop(atom, None)


def _is_multiple(row: _Row, of: _Row, pivot: Hashable) -> bool:
    """Whether a row is a multiple of another whose weight at the pivot is 1."""
    times = row[pivot]
    return len(row) == len(of) and all(
        row.get(atom) == times * weight % _PRIME for atom, weight in of.items()
    )
