"""What do large tables of reviews say of all candidates? One array, judged as one array.

The histories of a million agents are nearly all different, so judging each different one is no
help. Here a run is counted back for all candidates at once, a period at a time, by the same rules
as `cs.kernel.runs.run_of`; tests hold both to the same answers. A candidate's history as a value is
made only for those who are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, overload

import numpy as np

from cs.kernel.agents import Agent
from cs.promotion.conditions.condition import folded
from cs.promotion.histories import KnownReview, ReviewHistory
from cs.promotion.problem import Codes, Fact, FactEntry, Flags, Integers, Small, Verdict
from cs.tables.review_columns import ReviewColumns

_MOST_PERIODS = 240
_MOST_GRADES = 100
_BLOCK = 1 << 18


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
) -> Fact | None:
    """The histories of all candidates; None if something about the results must be reported."""
    own = np.array([name == review.id for name in results.reviews] + [True], np.bool_)
    numbers = [review.cycle.number_of(period) for period in results.periods]
    if any(number is None for number in numbers):
        return None
    grades = {folded(name): rank for rank, name in enumerate(review.names)}
    grades |= {folded(id_): rank for rank, id_ in enumerate(review.grades)}
    ranks_of = [grades.get(folded(grade)) for grade in results.grades]
    known = [number for number in numbers if number is not None]
    newest, oldest = max(known), min(known)
    if (
        None in ranks_of
        or newest - oldest >= _MOST_PERIODS
        or len(review.grades) > _MOST_GRADES
        or (results.scores is not None and (results.grade < 0).any())
    ):
        return None
    positions = {id_: index for index, id_ in enumerate(ids)}
    owners = np.array([positions.get(agent, -1) for agent in results.agents], np.int32)
    rows = np.array([newest - number for number in known], np.int64)
    grade_ranks = np.array([-1 if rank is None else rank for rank in ranks_of] + [-1], np.int8)
    ranks = np.full((newest - oldest + 1, len(ids)), -1, np.int8)
    if not _fill(ranks, results, own, owners, rows, grade_ranks):
        return None
    entries = ReviewEntries(
        ranks,
        newest,
        {positions[agent]: periods for agent, periods in away.items() if agent in positions},
        _first_days(ids, staff, "post_since"),
        _first_days(ids, staff, "hired"),
    )
    return Fact(np.arange(len(ids), dtype=np.int32), entries)


def _fill(
    ranks: Small,
    results: ReviewColumns,
    own: Flags,
    owners: Codes,
    rows: Integers,
    grade_ranks: Small,
) -> bool:
    """Put every result in its place; whether no two results of one period differ."""
    flat, width = ranks.reshape(-1), ranks.shape[1]

    def placed() -> Iterator[tuple[Integers, Small]]:
        for start in range(0, len(results), _BLOCK):
            block = slice(start, start + _BLOCK)
            owner, rank = owners[results.agent[block]], grade_ranks[results.grade[block]]
            usable = (owner >= 0) & (rank >= 0)
            if not own.all():
                usable &= own[results.review[block]]
            places = rows[results.period[block]] + owner
            yield (places, rank) if usable.all() else (places[usable], rank[usable])

    rows = rows * width
    count = 0
    for places, rank in placed():
        flat[places] = rank
        count += len(places)
    if np.count_nonzero(flat >= 0) == count:
        return True
    return all((flat[places] == rank).all() for places, rank in placed())


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
