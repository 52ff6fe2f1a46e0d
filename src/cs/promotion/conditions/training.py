"""Has the candidate completed all the courses by the window's opening day?"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import TRAINING_FACT, Condition, Way, folded, today_of
from cs.promotion.histories import CourseHistory
from cs.promotion.past_conditions import TrainingCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: TrainingCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    if not isinstance(value, CourseHistory):
        return Verdict.UNKNOWN, _unknown(rule)
    latest: dict[str, date] = {}
    for course, day in value.completed:
        if day <= context.day:
            latest[folded(course)] = max(day, latest.get(folded(course), day))
    lacking = tuple(course for course in rule.all_of if folded(course) not in latest)
    if lacking:
        return Verdict.UNMET, message(
            "not completed: {lacking}; needed: {needed}", lacking=lacking, needed=rule.all_of
        )
    days = tuple(
        message("{course} on {day}", course=course, day=latest[folded(course)])
        for course in rule.all_of
    )
    if rule.within is not None:
        old = tuple(
            text
            for course, text in zip(rule.all_of, days, strict=True)
            if rule.within.after(latest[folded(course)], context.calendar) < context.day
        )
        if old:
            return Verdict.UNMET, message(
                "completed too long ago: {old}; needed within {within} before {day}",
                old=old,
                within=rule.within,
                day=context.day,
            )
    return Verdict.MET, message("completed: {days}", days=days)


def _unknown(rule: TrainingCondition) -> Message:
    return message("there is no table of training")


def _changes(rule: TrainingCondition, value: FactValue, context: Context) -> Iterator[date]:
    if not isinstance(value, CourseHistory):
        return
    for _course, day in value.completed:
        yield day
        if rule.within is not None:
            with suppress(ValueError, OverflowError):  # beyond the last day of the calendar
                yield rule.within.after(day, context.calendar) + timedelta(days=1)


def _ways(rule: TrainingCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    """The courses that lack, or are too old, taken."""
    if not isinstance(value, CourseHistory):
        return []
    held = {
        folded(course)
        for course, day in value.completed
        if day <= context.day
        and (rule.within is None or rule.within.after(day, context.calendar) >= context.day)
    }
    today = today_of(context)
    return [
        tuple(
            Way(message("complete the course {course}", course=course), today)
            for course in rule.all_of
            if folded(course) not in held
        )
    ]


TRAINING = Condition(
    model=TrainingCondition,
    fact=lambda rule: TRAINING_FACT,
    judge=_judge,
    unknown=_unknown,
    changes=_changes,
    lapses=lambda rule: rule.within is not None,
    ways=_ways,
)
