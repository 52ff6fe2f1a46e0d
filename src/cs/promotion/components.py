"""What is scored and how? Components, the raw values of a table, ties and marks, for engines.

Raw values are whole millionths (`UNIT`) in int64 arrays, see `cs.promotion.problem`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

import numpy as np
import numpy.typing as npt

UNIT = 10**6
"""Raw values are counted in units of one millionth."""
MOST_RATERS = 1000
"""Most raters of one component of one candidate."""

Integers = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Small = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class BandRule:
    """Raw values from `low` to `high` give `points` of the total; None means without end."""

    low: Decimal | None
    low_included: bool
    high: Decimal | None
    high_included: bool
    points: Decimal


@dataclass(frozen=True, slots=True)
class ComponentRule:
    """A component as the engine sees it: exactly one of `scale` and `bands` is stated.

    Attributes:
        weight: percent of the total.
        scale: the raw values that give no points and full points; the first may be the larger.
        bands: looked up in order, the first that holds the value counts.
        trim: how many of the highest and of the lowest are left out each (trimmed mean).
        minimum: the raw value that is just good enough; None: any.
        lower_is_better: whether smaller raw values are the better ones.
        anonymous: whether nobody may see who gave which value.
        excludes: whose ratings do not count.
    """

    id: str
    name: str
    weight: Decimal
    scale: tuple[Decimal, Decimal] | None
    bands: tuple[BandRule, ...] = ()
    aggregate: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: int = 0
    min_raters: int = 1
    minimum: Decimal | None = None
    lower_is_better: bool = False
    anonymous: bool = False
    excludes: tuple["Conflict", ...] = ()


@dataclass(frozen=True, slots=True)
class TieRule:
    """Ties go to the higher points of a component (its index), an earlier date, or by lot.

    A lot is drawn by `cs.promotion.lots`: the smaller number goes first.
    """

    component: int | None = None
    fact: str | None = None
    lot: bool = False


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How points become a total and a rank; see `policy.Scoring`."""

    missing: Literal["refuse", "zero", "reweight"]
    places: int
    total: Decimal
    tie_breaks: tuple[TieRule, ...] = ()
    pass_mark: Decimal | None = None


Conflict = Literal["leader", "competitor", "mentor", "self"]
"""What a rater is to a candidate."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A rating that does not count, because of what the rater is to the candidate."""

    rater: str
    value: int
    conflict: Conflict


@dataclass(frozen=True)
class Ratings:
    """Raw values of one component, candidate after candidate.

    Attributes:
        offsets: candidates + 1 positions; candidate i holds `values[offsets[i]:offsets[i + 1]]`.
        values: in millionths.
        raters: per value, an index into `rater_names`.
        rater_names: empty text where the table names no rater.
        dropped: per candidate, ratings that are not among `values` because of a conflict.
    """

    offsets: Integers
    values: Integers
    raters: npt.NDArray[np.int32]
    rater_names: tuple[str, ...]
    dropped: Mapping[int, tuple[Dropped, ...]] = field(default_factory=dict)

    def of(self, candidate: int) -> tuple[tuple[str, int], ...]:
        """Rater and value (in millionths) of one candidate, in the table's order."""
        span = slice(int(self.offsets[candidate]), int(self.offsets[candidate + 1]))
        return tuple(
            (self.rater_names[rater], int(value))
            for rater, value in zip(self.raters[span], self.values[span], strict=True)
        )
