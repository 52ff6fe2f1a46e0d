"""What follows from results? Runs, rewards, consequences, and who is coached.

A run counts back from the period asked for, as the policy defines "in a row" (`cs.kernel.runs`). A
result of a table of reviews, which is a record, goes before one computed anew from ratings.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cs.kernel.agents import Absence, Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.histories import ReviewResult
from cs.kernel.periods import Cycle
from cs.kernel.runs import Run, Standing, run_of
from cs.kernel.texts import fold
from cs.review.outcomes import Consequence, Reward
from cs.review.problem import (
    AgentScore,
    Following,
    PeriodScores,
    Reviewed,
    ReviewProblem,
    ReviewRules,
)
from cs.review.scoring import grade_of

Results = Mapping[tuple[str, int], tuple[int | None, Decimal | None]]
"""Grade and score by agent and number of the period."""


@dataclass(frozen=True, slots=True)
class Past:
    """What else runs look at.

    Attributes:
        results: recorded results.
        leave: absences.
        begins: first day of the review; None if that is not stated.
    """

    cycle: Cycle
    calendar: WorkingCalendar
    results: Results
    leave: tuple[Absence, ...]
    begins: date | None


def recorded(rules: ReviewRules, cycle: Cycle, reviews: Iterable[ReviewResult]) -> dict[
    tuple[str, int], tuple[int | None, Decimal | None]
]:  # fmt: skip
    """The results of a table of reviews that are of this review; others are passed over."""
    words = {
        fold(word): index
        for index, grade in reversed(list(enumerate(rules.grades)))
        for word in (grade.name, grade.id)
    }
    found: dict[tuple[str, int], tuple[int | None, Decimal | None]] = {}
    for each in reviews:
        number = cycle.number_of(each.period)
        if number is None or each.review not in (None, rules.policy):
            continue
        grade = words.get(fold(each.grade)) if each.grade is not None else None
        if each.grade is None and each.score is not None:
            grade = grade_of(rules, each.score)
        if grade is not None or each.score is not None:
            found.setdefault((each.agent, number), (grade, each.score))
    return found


def follow(
    problem: ReviewProblem,
    scores: PeriodScores,
    earlier: Sequence[tuple[ReviewProblem, PeriodScores]],
    past: Past,
) -> tuple[Reviewed, ...]:
    """What follows for each agent from this period's result and those before it."""
    results = dict(past.results)
    for old, old_scores in earlier:
        for agent, one in zip(old.agents, old_scores.agents, strict=True):
            if one.score is not None:
                results.setdefault((agent.id, old.number), (one.grade, one.score))
    for agent, one in zip(problem.agents, scores.agents, strict=True):
        results.pop((agent.id, problem.number), None)
        if one.score is not None:
            results[agent.id, problem.number] = (one.grade, one.score)
    oldest = min((number for _, number in results), default=problem.number)
    away = periods_away(past, oldest, problem.number)
    return tuple(
        _reviewed(problem, agent, one, results, oldest, away, past)
        for agent, one in zip(problem.agents, scores.agents, strict=True)
    )


def _reviewed(
    problem: ReviewProblem,
    agent: Agent,
    score: AgentScore,
    results: Results,
    oldest: int,
    away: frozenset[tuple[str, int]],
    past: Past,
) -> Reviewed:
    rules = problem.rules

    def run(counts: Callable[[int], bool]) -> Run:
        standings = _standings(problem, agent, results, oldest, away, past, counts)
        return run_of(standings, rules.runs)

    best = [rules.grade_position(each.at_least) for each in rules.rewards]
    worst = [rules.grade_position(each.at_most) for each in rules.consequences]
    runs = (
        *(run(lambda grade, b=b: grade <= b) for b in best),  # type: ignore[misc]
        *(run(lambda grade, w=w: grade >= w) for w in worst),  # type: ignore[misc]
    )
    before = results.get((agent.id, problem.number - 1), (None, None))
    same = None if score.grade is None else run(lambda grade: grade == score.grade)
    return Reviewed(
        score,
        before[1],
        before[0],
        same,
        runs,
        _reached(rules, score, runs),
        tuple(_coached(rules, score)),
    )


def _standings(
    problem: ReviewProblem,
    agent: Agent,
    results: Results,
    oldest: int,
    away: frozenset[tuple[str, int]],
    past: Past,
    counts: Callable[[int], bool],
) -> Iterator[Standing]:
    """What each period means, newest first; one before the first known result ends the run."""
    first = max((day for day in (past.begins, agent.hired) if day is not None), default=None)
    for number in range(problem.number, oldest - 2, -1):
        period = past.cycle.period(number)
        grade, score = results.get((agent.id, number), (None, None))
        has_result = grade is not None or score is not None
        if not has_result and first is not None and period.start < first:
            return
        is_earlier = agent.post_since is not None and period.start < agent.post_since
        if is_earlier and problem.rules.runs.new_post == "restarts":
            yield Standing.EARLIER_POST
        elif grade is not None:
            yield Standing.COUNTS if counts(grade) else Standing.FAILS
        elif has_result:
            yield Standing.FAILS
        else:
            yield Standing.AWAY if (agent.id, number) in away else Standing.MISSING


def _reached(rules: ReviewRules, score: AgentScore, runs: Sequence[Run]) -> tuple[Following, ...]:
    """Rewards and consequences whose runs are long enough; none without a result."""
    if score.grade is None:
        return ()
    both: tuple[Reward | Consequence, ...] = (*rules.rewards, *rules.consequences)
    reached = [
        (rule, run.length)
        for rule, run in zip(both, runs, strict=True)
        if run.length >= rule.in_a_row
    ]
    longest = max((rule.in_a_row for rule, _ in reached if rule in rules.consequences), default=0)
    return tuple(
        Following(
            rule,
            length,
            is_new=length == rule.in_a_row,
            is_last=rule in rules.rewards or rule.in_a_row == longest,
        )
        for rule, length in reached
    )


def _coached(rules: ReviewRules, score: AgentScore) -> Iterator[str]:
    coaching = rules.coaching
    if coaching is None or score.score is None:
        return
    worst = None if coaching.at_most is None else rules.grade_position(coaching.at_most)
    if worst is not None and score.grade is not None and score.grade >= worst:
        yield "grade"
    if coaching.below is not None and score.score < coaching.below:
        yield "score"
    if coaching.indicator_below is not None:
        for rule, part in zip(rules.indicators, score.indicators, strict=True):
            if part.points is not None and part.points < coaching.indicator_below:
                yield rule.id


def periods_away(past: Past, oldest: int, newest: int) -> frozenset[tuple[str, int]]:
    """Agents and periods of which more than half of the working days were spent on leave."""
    absent: dict[tuple[str, int], set[date]] = defaultdict(set)
    length: dict[int, int] = {}
    days: dict[int, list[date]] = {}
    for number in range(oldest, newest + 1):
        period = past.cycle.period(number)
        days[number] = [
            day
            for ordinal in range(period.start.toordinal(), period.end.toordinal() + 1)
            if past.calendar.is_working_day(day := date.fromordinal(ordinal))
        ]
        length[number] = len(days[number])
    for each in past.leave:
        low = max(past.cycle.number_at(each.start), oldest)
        high = min(past.cycle.number_at(each.end), newest)
        for number in range(low, high + 1):
            absent[each.agent, number].update(
                day for day in days[number] if each.start <= day <= each.end
            )
    return frozenset(key for key, gone in absent.items() if 2 * len(gone) > length[key[1]])
