"""Has the candidate been in the grade, the post or the firm long enough by the round's day?

A duration is over on the day that it says (`Duration.after`): a year from 2025-03-01 is complete on
2026-03-01. What was served is shown in the unit asked for, whole ones only; years in months.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from dateutil.relativedelta import relativedelta

from cs.kernel.durations import Duration, Unit
from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import Condition, met_if
from cs.promotion.policy import TenureCondition
from cs.promotion.problem import Context, FactValue, Verdict

_FACTS = {"grade": "grade_since", "post": "post_since", "firm": "hired"}


def _judge(rule: TenureCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    if not isinstance(value, date):
        return Verdict.UNKNOWN, _unknown(rule)
    figures = {
        "since": value,
        "served": _served(rule.at_least.unit, value, context),
        "day": context.day,
        "needed": rule.at_least,
    }
    texts = {
        "grade": message(
            "in the grade since {since}, {served} at {day}; needs {needed}", **figures
        ),
        "post": message("in the post since {since}, {served} at {day}; needs {needed}", **figures),
        "firm": message("in the firm since {since}, {served} at {day}; needs {needed}", **figures),
    }
    return met_if(_is_over(rule.at_least, value, context)), texts[rule.clock]


def _is_over(needed: Duration, since: date, context: Context) -> bool:
    try:
        return needed.after(since, context.calendar) <= context.day
    except ValueError:  # beyond the last day of the calendar
        return False


def _served(unit: Unit, since: date, context: Context) -> Duration:
    if context.day < since:
        return Duration(0, Unit.MONTH if unit is Unit.YEAR else unit)
    match unit:
        case Unit.WORKING_DAY:
            worked = context.calendar.working_days(since, context.day)
            return Duration(worked - context.calendar.is_working_day(since), unit)
        case Unit.DAY:
            return Duration((context.day - since).days, unit)
        case Unit.WEEK:
            return Duration((context.day - since).days // 7, unit)
        case _:
            return Duration(_months(since, context.day), Unit.MONTH)


def _months(since: date, day: date) -> int:
    # Month ends are clipped as `Duration.after` does (31 January + 1 month = 28 February).
    months = (day.year - since.year) * 12 + day.month - since.month
    return months if since + relativedelta(months=months) <= day else months - 1


def _unknown(rule: TenureCondition) -> Message:
    return {
        "grade": message("no first day in the grade is stated"),
        "post": message("no first day in the post is stated"),
        "firm": message("no first day in the firm is stated"),
    }[rule.clock]


def _changes(rule: TenureCondition, value: FactValue, context: Context) -> Iterator[date]:
    if isinstance(value, date):
        with suppress(ValueError):  # beyond the last day of the calendar
            yield rule.at_least.after(value, context.calendar)


TENURE = Condition(
    model=TenureCondition,
    fact=lambda rule: _FACTS[rule.clock],
    judge=_judge,
    unknown=_unknown,
    changes=_changes,
)
