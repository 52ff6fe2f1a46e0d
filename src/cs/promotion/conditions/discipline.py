"""Does a punishment stand against the candidate on the window's opening day?

Years are calendar years. A punishment of a later day than the opening does not count; an offset of
a later day lifts nothing yet.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import DISCIPLINE_FACT, Condition, Way, folded, today_of
from cs.promotion.histories import PunishmentHistory
from cs.promotion.past_conditions import DisciplineCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(
    rule: DisciplineCondition, value: FactValue, context: Context
) -> tuple[Verdict, Message]:
    if not isinstance(value, PunishmentHistory):
        return Verdict.UNKNOWN, _unknown(rule)
    day = context.day
    counted = {folded(word) for word in rule.measures}
    earlier = [
        each
        for each in value.punishments
        if each[0] <= day and (not counted or folded(each[1]) in counted)
    ]
    open_question: Message | None = None
    for punished, measure, until, offset_on in reversed(earlier):
        figures = {"measure": measure, "day": punished}
        lifted = _is_lifted(rule, punished, offset_on, day)
        if lifted:
            continue
        span = _blocks(rule, punished, until)
        if span is None:
            open_question = open_question or message(
                "{measure} of {day} is on record, and how long it counts is not stated", **figures
            )
            continue
        first, last = span
        if day < first or (last is not None and day > last):
            continue
        if lifted is None:
            open_question = open_question or message(
                "{measure} of {day} is offset on {offset}, and whether that lifts it is not stated",
                offset=offset_on,
                **figures,
            )
            continue
        return Verdict.UNMET, (
            message("{measure} of {day} counts for good", **figures)
            if last is None
            else message("{measure} of {day} counts until {last}", last=last, **figures)
        )
    if open_question is not None:
        return Verdict.UNKNOWN, open_question
    if earlier:
        return Verdict.MET, message(
            "punishments on record: {count}; none counts on {day}", count=len(earlier), day=day
        )
    return Verdict.MET, message("no punishment on record at {day}", day=day)


def _is_lifted(
    rule: DisciplineCondition, punished: date, offset_on: date | None, day: date
) -> bool | None:
    """Whether an offset lifts it; None where the policy leaves that open and there is one."""
    if offset_on is None or offset_on > day:
        return False
    match rule.offset:
        case "never":
            return False
        case "within_year":
            return offset_on.year == punished.year
        case "by_opening":
            return True
        case _:
            return None


def _blocks(
    rule: DisciplineCondition, punished: date, until: date | None
) -> tuple[date, date | None] | None:
    """First and last day on which it blocks; None where the policy leaves it open."""
    year = punished.year
    match rule.blocks:
        case "same_year":
            return punished, date(year, 12, 31)
        case "following_year":
            return date(year + 1, 1, 1), date(year + 1, 12, 31)
        case "same_and_following_year":
            return punished, date(year + 1, 12, 31)
        case "twelve_months":
            return punished, punished + relativedelta(years=1, days=-1)
        case "while_in_effect":
            return punished, until
        case _:
            return None


def _unknown(rule: DisciplineCondition) -> Message:
    return message("there is no table of discipline")


def _changes(rule: DisciplineCondition, value: FactValue, context: Context) -> Iterator[date]:
    if not isinstance(value, PunishmentHistory):
        return
    for punished, _measure, until, offset_on in value.punishments:
        yield punished
        if offset_on is not None:
            yield offset_on
        first, last = _blocks(rule, punished, until) or (punished, None)
        yield first
        if last is not None and last < date.max:
            yield last + timedelta(days=1)


def _ways(rule: DisciplineCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    """An offset of each punishment that counts, where the policy lets one lift it."""
    today = today_of(context)
    if not isinstance(value, PunishmentHistory) or rule.offset in (None, "never"):
        return []
    counted = {folded(word) for word in rule.measures}
    ways = []
    for punished, measure, until, offset_on in value.punishments:
        span = _blocks(rule, punished, until)
        if (counted and folded(measure) not in counted) or span is None:
            continue
        if _is_lifted(rule, punished, offset_on, context.day):
            continue
        if not span[0] <= context.day <= (span[1] or date.max):
            continue
        if rule.offset == "within_year" and punished.year != today.year:
            return []
        ways.append(
            Way(message("offset the {measure} of {day}", measure=measure, day=punished), today)
        )
    return [tuple(ways)] if ways else []


DISCIPLINE = Condition(
    model=DisciplineCondition,
    fact=lambda rule: DISCIPLINE_FACT,
    judge=_judge,
    unknown=_unknown,
    changes=_changes,
    lapses=lambda rule: True,
    ways=_ways,
)
