"""The exact question of a promotion round and the shape of its answer.

Raw values are whole millionths (`UNIT`) in int64 arrays: tables allow six decimals and magnitudes
below 10^9, so a value stays below 10^15 and the sum over at most `MOST_RATERS` raters below 10^18.
Totals and points in results are whole multiples of 10^-places, so nothing here is ever a float.

Candidates are numbered by their position in the table; every array over candidates has that order.
What is known of a candidate is dictionary-encoded (`Fact`): conditions are judged once per distinct
value, which is what keeps a million candidates cheap.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from cs.promotion.asked import Asked
from cs.promotion.combinations import AnyCombination, Leaf
from cs.promotion.components import MOST_RATERS as MOST_RATERS
from cs.promotion.components import UNIT as UNIT
from cs.promotion.components import BandRule as BandRule
from cs.promotion.components import Codes as Codes
from cs.promotion.components import ComponentRule as ComponentRule
from cs.promotion.components import Conflict as Conflict
from cs.promotion.components import Dropped as Dropped
from cs.promotion.components import Flags as Flags
from cs.promotion.components import Integers as Integers
from cs.promotion.components import Ratings as Ratings
from cs.promotion.components import ScoringRule as ScoringRule
from cs.promotion.components import Small as Small
from cs.promotion.components import TieRule as TieRule
from cs.promotion.histories import (
    CourseHistory,
    KnownReview,
    PostHistory,
    PunishmentHistory,
    ReviewHistory,
)
from cs.promotion.id_texts import IdTexts
from cs.promotion.steps import StepsRule
from cs.promotion.transitions import FillingWay

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
    entries: Sequence[FactEntry]

    def of(self, candidate: int) -> FactEntry | None:
        """What is known of one candidate."""
        code = int(self.codes[candidate])
        return None if code < 0 else self.entries[code]


@dataclass(frozen=True, slots=True)
class RequirementRule:
    """A named condition and the fact that answers it (a key of `PromotionProblem.facts`).

    Attributes:
        fact: empty for a combination, which its parts answer.
        parts: of a combination, each with its own fact, with the requirement's id and name.
    """

    id: str
    name: str
    rule: Leaf | AnyCombination | StepsRule
    fact: str
    waiver: str | None = None
    source: str | None = None
    parts: tuple["RequirementRule", ...] = ()

    def leaves(self) -> Iterator["RequirementRule"]:
        """Itself, or the single conditions of its combination, in order."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Waived:
    """That a candidate is let off a condition: by whom, when, why and until when."""

    authority: str
    day: date
    reason: str | None = None
    until: date | None = None


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

    ids: npt.NDArray[np.object_] | IdTexts
    names: npt.NDArray[np.object_]
    id_order: Integers
    rows: Integers
    ratings: Sequence[Ratings]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Vacancies:
    """How many may be proposed.

    Attributes:
        count: None means no limit (`origin` not_needed) or not known (`origin` unknown).
        origin: where the number comes from.
        grade: the target grade's name, where headcount decides.
        headcount, holders: the figures behind `origin` headcount; holders are those on `day`.
        acting: who holds the grade for the time being, on trial or acting, without having it.
        leaving: holders whose employment ends before `day`, not among `holders`.
        decided: promotions into the grade that other rounds have decided.
        day: the day of effect, for which holders are counted.
    """

    count: int | None
    origin: Literal["option", "policy", "headcount", "not_needed", "unknown"]
    grade: str | None = None
    headcount: int | None = None
    holders: int | None = None
    acting: int = 0
    leaving: int = 0
    decided: int = 0
    day: date | None = None


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
        steps: per grade's id, how many steps of the ladder the target is above it.
    """

    day: date
    calendar: WorkingCalendar
    source_grades: tuple[str, ...] = ()
    grades: Mapping[str, str] | None = None
    grade_names: Mapping[str, str] | None = None
    statuses: Mapping[str, str] | None = None
    reviews: Mapping[str, KnownReview] | None = None
    as_of: date | None = None
    steps: Mapping[str, int] | None = None


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
    waivers: Mapping[tuple[str, int], Waived] = field(default_factory=dict)
    """By a requirement's id and a candidate; only those that count."""
    target: str | None = None
    """Id of the grade that is promoted to."""
    elsewhere: Flags | None = None
    """Per candidate, whether another round has proposed them; None where none was named."""
    rivals: tuple[str, ...] = ()
    """Names of other policies whose rounds fill the same places in this window."""
    openings: tuple[date, ...] = ()
    """When this and later rounds open, in order; without windows empty."""
    filling: tuple[FillingWay, ...] = ()
    """In which order a vacancy is filled; ways without an order among them stand side by side."""
    lot_key: str = ""
    """What lots are drawn with, beside the candidate's id: the policy, the window and the seed."""
    lot_ids: npt.NDArray[np.object_] | IdTexts | None = None
    """The ids that lots are drawn with where those of `candidates` are pseudonyms."""

    def lot_id(self, candidate: int) -> str:
        """The id that a candidate's lot is drawn with."""
        return str((self.candidates.ids if self.lot_ids is None else self.lot_ids)[candidate])


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
    WAIVED = 3
    """It is not met or not known, and who may has let the candidate off it."""

    @property
    def holds(self) -> bool:
        """Whether it keeps nobody from being ranked."""
        return self in (Verdict.MET, Verdict.WAIVED)


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
    BELOW_MINIMUM = 8
    """Ranked, but below the least value of a component."""
    ELSEWHERE = 9
    """Ranked, but proposed in another round already."""


@dataclass(frozen=True)
class Scores:
    """Points and totals in whole multiples of 10^-places.

    Attributes:
        points: per component; 0 where missing. Quantised for showing and for ties; totals are
            summed from exact points and quantised once.
        gaps: per component, `Gap` codes.
        totals: 0 where not scored.
        scored: whether there is a total.
        short: per component with a minimum (its index), who does not reach it.
    """

    points: tuple[Integers, ...]
    gaps: tuple[Small, ...]
    totals: Integers
    scored: Flags
    short: Mapping[int, Flags] = field(default_factory=dict)


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
    """A condition's answer for one candidate, with the figures and the table they come from.

    Attributes:
        parts: of a combination, the answers of its conditions.
    """

    verdict: Verdict
    text: Message
    source: Source | None
    parts: tuple["Evidence", ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentDetail:
    """How one component's points of one candidate come about, exactly.

    Attributes:
        ratings: rater, raw value and whether it was counted (not trimmed away).
        dropped: rater, raw value and conflict of the ratings that do not count.
        value: the aggregate; None if missing.
        band: index of the band that was chosen.
        points: exact, after any reweighting; 0 if missing.
    """

    ratings: tuple[tuple[str, Fraction, bool], ...]
    gap: Gap
    value: Fraction | None
    band: int | None
    points: Fraction
    dropped: tuple[tuple[str, Fraction, Conflict], ...] = ()
    short: bool = False
    """Whether a minimum is stated and not reached."""


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
    """A result with its question, as shown and written; `posts` have weights of their own."""

    policy: str
    name: str
    provenance: Provenance
    problem: PromotionProblem
    result: PromotionResult
    asked: Asked = field(default_factory=Asked)
    posts: tuple[str, ...] = ()
