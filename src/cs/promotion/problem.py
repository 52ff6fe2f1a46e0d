"""The exact question of a promotion round and the shape of its answer.

Raw values are whole millionths (`UNIT`) in int64 arrays: tables allow six decimals and magnitudes
below 10^9, so a value stays below 10^15 and the sum over at most `MOST_RATERS` raters below 10^18.
Totals and points in results are whole multiples of 10^-places, so nothing here is ever a float.

Candidates are numbered by their position in the table; every array over candidates has that order.
What is known of a candidate is dictionary-encoded (`Fact`): conditions are judged once per distinct
value, which is what keeps a million candidates cheap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.messages import Message
from cs.kernel.records import Provenance
from cs.promotion.histories import (
    CourseHistory,
    KnownReview,
    PostHistory,
    PunishmentHistory,
    ReviewHistory,
)
from cs.promotion.policy import AnyCondition

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
    """

    id: str
    name: str
    weight: Decimal
    scale: tuple[Decimal, Decimal] | None
    bands: tuple[BandRule, ...] = ()
    aggregate: Literal["mean", "trimmed_mean", "median"] = "mean"
    trim: int = 0
    min_raters: int = 1


@dataclass(frozen=True, slots=True)
class TieRule:
    """Ties go to the higher points of a component (its index) or to the earlier date of a fact."""

    component: int | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class ScoringRule:
    """How points become a total and a rank; see `policy.Scoring`."""

    missing: Literal["refuse", "zero", "reweight"]
    places: int
    total: Decimal
    tie_breaks: tuple[TieRule, ...] = ()
    pass_mark: Decimal | None = None


@dataclass(frozen=True)
class Ratings:
    """Raw values of one component, candidate after candidate.

    Attributes:
        offsets: candidates + 1 positions; candidate i holds `values[offsets[i]:offsets[i + 1]]`.
        values: in millionths.
        raters: per value, an index into `rater_names`.
        rater_names: empty text where the table names no rater.
    """

    offsets: Integers
    values: Integers
    raters: npt.NDArray[np.int32]
    rater_names: tuple[str, ...]

    def of(self, candidate: int) -> tuple[tuple[str, int], ...]:
        """Rater and value (in millionths) of one candidate, in the table's order."""
        span = slice(int(self.offsets[candidate]), int(self.offsets[candidate + 1]))
        return tuple(
            (self.rater_names[rater], int(value))
            for rater, value in zip(self.raters[span], self.values[span], strict=True)
        )


FactValue = (
    str
    | date
    | Decimal
    | bool
    | tuple[str, ...]
    | ReviewHistory
    | PunishmentHistory
    | CourseHistory
    | PostHistory
)
Source = Literal["staff", "candidates", "reviews", "discipline", "training", "stints"]


@dataclass(frozen=True, slots=True)
class FactEntry:
    """A known value and the table that says it; the candidates' table goes before the staff's."""

    value: FactValue
    source: Source


@dataclass(frozen=True)
class Fact:
    """One thing known of candidates: per candidate an index into `entries`, -1 for unknown."""

    codes: Codes
    entries: tuple[FactEntry, ...]

    def of(self, candidate: int) -> FactEntry | None:
        """What is known of one candidate."""
        code = int(self.codes[candidate])
        return None if code < 0 else self.entries[code]


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """A named condition and the fact that answers it (a key of `PromotionProblem.facts`)."""

    id: str
    name: str
    rule: AnyCondition
    fact: str
    waiver: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Candidates:
    """The people to be scored.

    Attributes:
        ids, names: texts; a name is empty where no table says it.
        id_order: position of each candidate when sorted by id; settles nothing but the order in
            which equals are listed.
        rows: row in the candidates' file, the header being row 1 (long tables: the first row).
        ratings: per component.
    """

    ids: npt.NDArray[np.object_]
    names: npt.NDArray[np.object_]
    id_order: Integers
    rows: Integers
    ratings: tuple[Ratings, ...]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Vacancies:
    """How many may be proposed.

    Attributes:
        count: None means no limit (`origin` not_needed) or not known (`origin` unknown).
        origin: where the number comes from.
        grade: the target grade's name, where headcount decides.
        headcount, holders: the figures behind `origin` headcount.
    """

    count: int | None
    origin: Literal["option", "policy", "headcount", "not_needed", "unknown"]
    grade: str | None = None
    headcount: int | None = None
    holders: int | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """When the round runs.

    Attributes:
        as_of: the day the answer is for.
        day: tenure counts up to this day: the window's opening day, else `as_of`.
        window: the window's month, `2026-12`; None without windows.
        closes: the window's last day, where the policy says it.
        regular: whether the policy names a window in that month.
    """

    as_of: date
    day: date
    window: str | None = None
    closes: date | None = None
    regular: bool = True


@dataclass(frozen=True)
class Context:
    """What conditions may know beside the candidate's fact.

    Attributes:
        grades: folded ids and names of grades to their ids.
        grade_names: ids of grades to their names.
        source_grades: ids, the default of grade conditions.
        statuses: folded words that tables write for a status to the canonical ones.
        reviews: by the id that conditions name, empty where they name none.
        as_of: the day the answer is for; results due later are not there yet.
    """

    day: date
    calendar: WorkingCalendar
    source_grades: tuple[str, ...] = ()
    grades: Mapping[str, str] | None = None
    grade_names: Mapping[str, str] | None = None
    statuses: Mapping[str, str] | None = None
    reviews: Mapping[str, KnownReview] | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class PromotionProblem:
    """Everything the engine may know."""

    components: tuple[ComponentRule, ...]
    scoring: ScoringRule
    requirements: tuple[RequirementRule, ...]
    candidates: Candidates
    facts: Mapping[str, Fact]
    in_staff: Flags | None
    """Per candidate, whether the staff table knows the id; None without a staff table."""
    context: Context
    vacancies: Vacancies
    round: Round
    gone: Flags | None = None
    """Per candidate, whether employment ends before the round's day; None without a staff table."""


class Gap(IntEnum):
    """Why a candidate has no value for a component; 0 means there is one."""

    NONE = 0
    NO_SCORE = 1
    TOO_FEW_RATERS = 2
    NO_BAND = 3


class Verdict(IntEnum):
    """Whether a condition holds."""

    UNMET = 0
    MET = 1
    UNKNOWN = 2


class Outcome(IntEnum):
    """What becomes of a candidate, in the order of listing."""

    PROPOSED = 0
    TIED = 1
    """Shares a rank across the last vacancy: a decision is needed."""
    RESERVE = 2
    RANKED = 3
    """Eligible and ranked, but how many vacancies there are is not known."""
    BELOW_MARK = 4
    INELIGIBLE = 5
    UNKNOWN = 6
    """A condition could not be answered."""
    UNSCORED = 7


@dataclass(frozen=True)
class Scores:
    """Points and totals in whole multiples of 10^-places.

    Attributes:
        points: per component; 0 where missing. Quantised for showing and for ties; totals are
            summed from exact points and quantised once.
        gaps: per component, `Gap` codes.
        totals: 0 where not scored.
        scored: whether there is a total.
    """

    points: tuple[Integers, ...]
    gaps: tuple[Small, ...]
    totals: Integers
    scored: Flags


@dataclass(frozen=True)
class PromotionResult:
    """The answer.

    Attributes:
        verdicts: per requirement, `Verdict` codes.
        ranks: from 1, equals share the better rank; 0 for the unranked.
        outcomes: `Outcome` codes.
        order: candidates in the order of listing: by rank, then by id; then those not ranked, by
            outcome, total and id.
        proposed, tied: how many.
    """

    scores: Scores
    verdicts: tuple[Small, ...]
    ranks: Integers
    outcomes: Small
    order: Integers
    proposed: int
    tied: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A condition's answer for one candidate, with the figures and the table they come from."""

    verdict: Verdict
    text: Message
    source: Source | None


@dataclass(frozen=True, slots=True)
class ComponentDetail:
    """How one component's points of one candidate come about, exactly.

    Attributes:
        ratings: rater, raw value and whether it was counted (not trimmed away).
        value: the aggregate; None if missing.
        band: index of the band that was chosen.
        points: exact, after any reweighting; 0 if missing.
    """

    ratings: tuple[tuple[str, Fraction, bool], ...]
    gap: Gap
    value: Fraction | None
    band: int | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class ScoreDetail:
    """The whole arithmetic of one candidate.

    Attributes:
        factor: what reweighting multiplies points with, else 1.
        exact: the sum before quantisation; None if not scored.
        total: quantised.
    """

    components: tuple[ComponentDetail, ...]
    factor: Fraction
    exact: Fraction | None
    total: Decimal | None


@dataclass(frozen=True)
class PromotionScore:
    """A result with its question, as shown and written to files."""

    policy: str
    name: str
    provenance: Provenance
    problem: PromotionProblem
    result: PromotionResult
