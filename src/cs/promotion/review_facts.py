"""What do large tables of reviews say of all candidates? One array, judged as one array.

The histories of a million agents are nearly all different, so judging each different one is no
help. Here a run is counted back for all candidates at once, a period at a time, by the same rules
as `cs.kernel.runs.run_of`; tests hold both to the same answers. A candidate's history as a value is
made only for those who are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, overload

import numpy as np

from cs.kernel.agents import Agent
from cs.promotion.conditions.condition import folded
from cs.promotion.histories import KnownReview, ReviewHistory
from cs.promotion.problem import Codes, Fact, FactEntry, Flags, Integers, Small, Verdict
from cs.promotion.sorting import positions_of
from cs.tables.cells import SCALE
from cs.tables.review_columns import ReviewColumns

_MOST_PERIODS = 240
_MOST_GRADES = 100
_BLOCK = 1 << 16
_STRANGE = -2
"""In place of a row or a rank: what the review does not know."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewEntries(Sequence[FactEntry]):
    """A history a candidate.

    Attributes:
        ranks: a row a period, newest first, a column a candidate: the position of the grade, -1
            where there is no result.
        newest: number of the period of the first row.
        away: per candidate the periods spent on leave.
        post_since, hired: ordinals of first days; 0 where they are not known.
    """

    ranks: Small
    newest: int
    away: Mapping[int, tuple[int, ...]]
    post_since: Integers
    hired: Integers

    def __len__(self) -> int:
        return int(self.ranks.shape[1])

    @overload
    def __getitem__(self, index: int) -> FactEntry: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FactEntry, ...]: ...
    def __getitem__(self, index: int | slice) -> FactEntry | tuple[FactEntry, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        own = self.ranks[:, index]
        known = np.flatnonzero(own >= 0).tolist()
        history = ReviewHistory(
            tuple((self.newest - row, int(own[row])) for row in known),
            self.away.get(index, ()),
            _day(self.post_since[index]),
            _day(self.hired[index]),
        )
        return FactEntry(history, "reviews")

    def of_period(self, number: int) -> Small | None:
        """The ranks of a period; None if nobody has a result."""
        row = self.newest - number
        return self.ranks[row] if 0 <= row < len(self.ranks) else None

    def oldest(self, newest: int) -> Integers:
        """Per candidate the oldest period with a result, or `newest` if that is older."""
        found = np.full(len(self), newest, np.int64)
        for row, ranks in enumerate(self.ranks):
            number = self.newest - row
            if number < newest:
                found[ranks >= 0] = number
        return found


def review_entries(
    ids: Sequence[str],
    results: ReviewColumns,
    review: KnownReview,
    away: Mapping[str, tuple[int, ...]],
    staff: Mapping[str, Agent],
) -> tuple[Fact, Integers] | None:
    """The histories of all candidates, and the rows of which something must be reported.

    None if they are too long, or not to be held so.
    """
    numbers = [review.cycle.number_of(period) for period in results.periods]
    known = [number for number in numbers if number is not None]
    if not known or len(review.grades) > _MOST_GRADES:
        return None
    newest, oldest = max(known), min(known)
    if newest - oldest >= _MOST_PERIODS:
        return None
    rows = np.array(
        [_STRANGE if number is None else newest - number for number in numbers], np.int64
    )
    ranks = np.full((newest - oldest + 1, len(ids)), -1, np.int8)
    filling = _Filling(
        ranks,
        results,
        np.array([name == review.id for name in results.reviews] + [True], np.bool_),
        positions_of(results.agents, ids),
        rows,
        *_ranks_of(results, review),
    )
    faulty = filling.fill()
    positions = {id_: index for index, id_ in enumerate(ids)} if away else {}
    entries = ReviewEntries(
        ranks,
        newest,
        {positions[agent]: periods for agent, periods in away.items() if agent in positions},
        _first_days(ids, staff, "post_since"),
        _first_days(ids, staff, "hired"),
    )
    return Fact(np.arange(len(ids), dtype=np.int32), entries), faulty


def _ranks_of(results: ReviewColumns, review: KnownReview) -> tuple[Small, Small | None]:
    """Ranks by code of the grade, and, if any result has only a score, those by row."""
    grades = {folded(name): rank for rank, name in enumerate(review.names)}
    grades |= {folded(id_): rank for rank, id_ in enumerate(review.grades)}
    by_grade = [grades.get(folded(grade), _STRANGE) for grade in results.grades]
    of_grades = np.array([*by_grade, -1], np.int8)
    if results.scores is None:
        return of_grades, None
    alone = np.flatnonzero((results.codes("grade") < 0) & results.scores.is_not_null().to_numpy())
    if not len(alone):
        return of_grades, None
    scores, code = np.unique(results.scores.gather(alone).to_numpy(), return_inverse=True)
    found = [review.rank_of_score(Decimal(score) / SCALE) for score in scores.tolist()]
    by_score = np.array([_STRANGE if rank is None else rank for rank in found], np.int8)
    by_row = np.full(len(results), -1, np.int8)
    by_row[alone] = by_score[code]
    return of_grades, by_row


@dataclass(frozen=True, slots=True, eq=False)
class _Filling:
    """Puts results into a table of a row a period and a column a candidate.

    Attributes:
        own: by code of the review, whether it is the one asked about.
        owners: by code of the agent the column, -1 for nobody asked about.
        rows: by code of the period the row, or `_STRANGE`.
        of_grades: by code of the grade its rank, or `_STRANGE`.
        of_rows: ranks of results that have only a score.
    """

    ranks: Small
    results: ReviewColumns
    own: Flags
    owners: Codes
    rows: Integers
    of_grades: Small
    of_rows: Small | None

    def fill(self) -> Integers:
        """Put every result in its place; the rows that cannot be read or contradict each other."""
        flat = self.ranks.reshape(-1)
        faulty, count = [], 0
        for start, places, rank, odd in self._placed():
            flat[places[places >= 0]] = rank[places >= 0]
            count += int(np.count_nonzero(places >= 0))
            faulty.append(np.flatnonzero(odd) + start)
        if np.count_nonzero(flat >= 0) < count:
            doubled = np.zeros(flat.shape, np.bool_)
            for _start, places, rank, _odd in self._placed():
                there = places >= 0
                doubled[places[there][flat[places[there]] != rank[there]]] = True
            if doubled.any():
                for start, places, _rank, _odd in self._placed():
                    faulty.append(np.flatnonzero((places >= 0) & doubled[places]) + start)
        return np.sort(np.concatenate(faulty)) if faulty else np.zeros(0, np.int64)

    def _placed(self) -> Iterator[tuple[int, Integers, Small, Flags]]:
        """By the block its first row, and of each row the place (-1 for none), rank and oddness."""
        agent, period, grade, of_review = map(
            self.results.codes, ("agent", "period", "grade", "review")
        )
        width = self.ranks.shape[1]
        for start in range(0, len(self.results), _BLOCK):
            block = slice(start, start + _BLOCK)
            owner, row, rank = (
                self.owners[agent[block]],
                self.rows[period[block]],
                self.of_grades[grade[block]],
            )
            if self.of_rows is not None:
                rank = np.where(rank == -1, self.of_rows[block], rank)
            said = rank != -1
            if not self.own.all():
                said &= self.own[of_review[block]]
            odd = said & ((row == _STRANGE) | (rank == _STRANGE))
            usable = said & ~odd & (owner >= 0)
            yield start, np.where(usable, row * width + owner, -1), rank, odd


def run_verdicts(
    entries: ReviewEntries, review: KnownReview, worst: int, enough: int, newest: int, there: int
) -> Small:
    """Whether each candidate has so many results of the grade in a row: a `Verdict` each.

    Args:
        worst: position of the worst grade that counts.
        newest: number of the newest period that is due on the day asked about.
        there: of the newest one whose result is there already.
    """
    verdicts = np.full(len(entries), Verdict.UNMET, np.int8)
    length = np.zeros(len(entries), np.int16)
    skipped = np.zeros(len(entries), np.int16)
    counting = np.arange(len(entries))
    oldest = entries.oldest(newest)
    begins = review.begins.toordinal() if review.begins else 0
    first = np.maximum(entries.hired, begins)
    for number in range(newest, int(oldest.min(initial=newest)) - 2, -1):
        start = review.cycle.period(number).start.toordinal()
        found = entries.of_period(number)
        ranks = np.full(len(counting), -1, np.int8) if found is None else found[counting]
        has_result = ranks >= 0
        # Nothing older can count there, or reviews had not begun, or the agent was not here yet.
        over = (number < oldest[counting] - 1) | (~has_result & (first[counting] > start))
        if review.rules.new_post == "restarts":
            over |= entries.post_since[counting] > start
        over |= ranks > worst
        counts = has_result & ~over
        length[counting[counts]] += 1
        met = counts & (length[counting] >= enough)
        verdicts[counting[met]] = Verdict.MET
        missing = ~has_result & ~over
        goes_on = counts & ~met
        if missing.any():
            ends, skips = _missing(entries, review, counting[missing], number, there)
            verdicts[counting[missing][ends == Verdict.UNKNOWN]] = Verdict.UNKNOWN
            lasting = counting[missing][skips]
            skipped[lasting] += 1
            if review.rules.most_skipped is not None:
                skips[skips] = skipped[lasting] <= review.rules.most_skipped
            goes_on[np.flatnonzero(missing)[skips]] = True
        counting = counting[goes_on]
        if not len(counting):
            break
    return verdicts


def _missing(
    entries: ReviewEntries, review: KnownReview, candidates: Integers, number: int, there: int
) -> tuple[Small, Flags]:
    """What a period without a result does: the verdict where it ends the run, and where not."""
    if number > there:
        return np.full(len(candidates), Verdict.UNKNOWN, np.int8), np.zeros(len(candidates), bool)
    away = [index for index, periods in entries.away.items() if number in periods]
    is_away = np.isin(candidates, away)
    rules = review.rules
    skips = np.where(is_away, rules.leave == "skips", rules.gap == "skips")
    is_open = np.where(is_away, rules.leave is None, rules.gap is None)
    return np.where(is_open, Verdict.UNKNOWN, Verdict.UNMET).astype(np.int8), skips


def _first_days(
    ids: Sequence[str], staff: Mapping[str, Agent], name: Literal["post_since", "hired"]
) -> Integers:
    days = np.zeros(len(ids), np.int64)
    if staff:
        for index, id_ in enumerate(ids):
            day: date | None = getattr(staff.get(id_), name, None)
            days[index] = day.toordinal() if day else 0
    return days


def _day(ordinal: int) -> date | None:
    return date.fromordinal(int(ordinal)) if ordinal else None
