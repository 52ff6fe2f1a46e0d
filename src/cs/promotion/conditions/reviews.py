"""Has the candidate enough reviews of the grade in a row, up to the window's opening day?

Counted back from the newest period whose result is due by that day; what a period without a result
does, and whether a new post begins a new run, the review policy states (`cs.kernel.runs`). A result
that is due only after the day for which is asked is awaited, and the answer unknown as long as it
matters. Periods before the agent was hired, or before reviews began, end a run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from cs.kernel.messages import Message, message
from cs.kernel.periods import newest_due
from cs.kernel.runs import Run, Standing, run_of
from cs.promotion.conditions.condition import REVIEWS_FACT, Condition, Way
from cs.promotion.histories import KnownReview, ReviewHistory
from cs.promotion.past_conditions import ReviewCondition
from cs.promotion.problem import Context, FactEntry, FactValue, Small, Verdict
from cs.promotion.review_facts import ReviewEntries, run_verdicts


def _judge(rule: ReviewCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    review = (context.reviews or {}).get(rule.review or "")
    if review is None or not isinstance(value, ReviewHistory):
        return Verdict.UNKNOWN, _unknown(rule)
    if rule.at_least not in review.grades:
        return Verdict.UNKNOWN, message(
            "the review {review} has no grade {grade}", review=review.id, grade=rule.at_least
        )
    worst = review.grades.index(rule.at_least)
    newest, there = _newest(review, context)
    ranks = dict(value.ranks)
    standings = _standings(review, value, ranks, worst, newest, there)
    run = run_of(standings, review.rules, rule.in_a_row)
    if run.length >= rule.in_a_row:
        verdict = Verdict.MET
    else:
        verdict = Verdict.UNMET if run.known else Verdict.UNKNOWN
    return verdict, _evidence(rule, review, value, ranks, run, newest, there)


def _newest(review: KnownReview, context: Context) -> tuple[int, int]:
    """The newest period due by the window's opening day, and the newest whose result is there."""
    newest = newest_due(review.cycle, context.day, review.wait, context.calendar)
    if context.as_of is None or context.as_of >= context.day:
        return newest, newest
    return newest, newest_due(review.cycle, context.as_of, review.wait, context.calendar)


def _standings(
    review: KnownReview,
    history: ReviewHistory,
    ranks: Mapping[int, int],
    worst: int,
    newest: int,
    there: int,
) -> Iterator[Standing]:
    """What each period means, newest first, until nothing older can count."""
    oldest = min([*ranks, newest])
    for number in range(newest, oldest - 2, -1):
        period = review.cycle.period(number)
        rank = ranks.get(number)
        first = max((day for day in (review.begins, history.hired) if day is not None),
                    default=None)  # fmt: skip
        if rank is None and first is not None and period.start < first:
            return
        is_earlier = history.post_since is not None and period.start < history.post_since
        if is_earlier and review.rules.new_post == "restarts":
            yield Standing.EARLIER_POST
        elif rank is not None:
            yield Standing.COUNTS if rank <= worst else Standing.FAILS
        elif number > there:
            yield Standing.AWAITED
        else:
            yield Standing.AWAY if number in history.away else Standing.MISSING


def _evidence(
    rule: ReviewCondition,
    review: KnownReview,
    history: ReviewHistory,
    ranks: Mapping[int, int],
    run: Run,
    newest: int,
    there: int,
) -> Message:
    figures = {
        "count": run.length,
        "grade": _name(review, review.grades.index(rule.at_least)),
        "newest": review.cycle.period(newest),
        "needed": rule.in_a_row,
    }
    if run.length >= rule.in_a_row:
        oldest = review.cycle.period(newest - (run.oldest or 0))
        return message(
            "{count} in a row of {grade} or better, {oldest} to {newest}; needs {needed}",
            oldest=oldest,
            **figures,
        )
    if run.ended_by is None:
        return message(
            "{count} in a row of {grade} or better up to {newest}, and no earlier result; needs "
            "{needed}",
            **figures,
        )
    number = newest - run.ended_by
    figures["ended"] = review.cycle.period(number)
    if (rank := ranks.get(number)) is not None and rank > review.grades.index(rule.at_least):
        return message(
            "{count} in a row of {grade} or better up to {newest}; {ended} is {other}; needs "
            "{needed}",
            other=_name(review, rank),
            **figures,
        )
    if rank is not None:
        return message(
            "{count} in a row of {grade} or better up to {newest}; {ended} began before the "
            "present post, held since {since}; needs {needed}",
            since=history.post_since,
            **figures,
        )
    if number > there:
        return message(
            "{count} in a row of {grade} or better up to {newest}; the result of {ended} is not "
            "there yet; needs {needed}",
            **figures,
        )
    if number in history.away:
        return message(
            "{count} in a row of {grade} or better up to {newest}; no result of {ended}, spent on "
            "leave; needs {needed}",
            **figures,
        )
    return message(
        "{count} in a row of {grade} or better up to {newest}; no result of {ended}; needs "
        "{needed}",
        **figures,
    )


def _name(review: KnownReview, rank: int) -> str:
    return review.names[rank]


def _unknown(rule: ReviewCondition) -> Message:
    return message("there is no table of reviews, or no single review policy that it speaks of")


_MOST_AHEAD = 24
"""So many results beyond the run are looked ahead, for periods that do not count."""


def _ways(rule: ReviewCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    """As many further results of the grade as complete the run, if all of them are so good."""
    review = (context.reviews or {}).get(rule.review or "")
    if review is None or not isinstance(value, ReviewHistory) or rule.at_least not in review.grades:
        return []
    worst = review.grades.index(rule.at_least)
    today = context.as_of or context.day
    first = newest_due(review.cycle, today, review.wait, context.calendar) + 1
    known = dict(value.ranks)
    for count in range(1, rule.in_a_row + _MOST_AHEAD):
        last = first + count - 1
        end = review.cycle.period(last).end
        day = end + timedelta(days=1)
        if review.wait is not None:
            day = max(day, review.wait.after(end, context.calendar))
        hoped = {**dict.fromkeys(range(first, last + 1), worst), **known}
        history = replace(value, ranks=tuple(sorted(hoped.items(), reverse=True)))
        later = replace(context, day=day, as_of=day)
        if _judge(rule, history, later)[0] is Verdict.MET:
            text = message(
                "{grade} or better in each review from {first} to {last}, due on {day}",
                grade=_name(review, worst),
                first=review.cycle.period(first),
                last=review.cycle.period(last),
                day=day,
            )
            return [(Way(text, day),)]
    return []


def _judge_all(
    rule: ReviewCondition, entries: Sequence[FactEntry], context: Context
) -> Small | None:
    review = (context.reviews or {}).get(rule.review or "")
    if not isinstance(entries, ReviewEntries) or review is None:
        return None
    if rule.at_least not in review.grades:
        return None
    newest, there = _newest(review, context)
    worst = review.grades.index(rule.at_least)
    return run_verdicts(entries, review, worst, rule.in_a_row, newest, there)


REVIEWS = Condition(
    model=ReviewCondition,
    fact=lambda rule: REVIEWS_FACT + (rule.review or ""),
    judge=_judge,
    unknown=_unknown,
    ways=_ways,
    judge_all=_judge_all,
)
