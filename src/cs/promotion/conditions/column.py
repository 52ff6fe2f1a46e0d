"""Does a column of the candidates' table hold a number in the range, or one of the words?"""

from decimal import Decimal

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import COLUMN_FACT, Condition, Way, folded, met_if, today_of
from cs.promotion.policy import ColumnCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: ColumnCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    if isinstance(value, Decimal):
        holds = (rule.at_least is None or value >= rule.at_least) and (
            rule.at_most is None or value <= rule.at_most
        )
        return met_if(holds), _in_range(rule, value)
    words = {folded(word) for word in rule.any_of}
    return met_if(folded(str(value)) in words), message(
        "{column} is {value}; needed: {needed}",
        column=rule.column,
        value=value,
        needed=rule.any_of,
    )


def _in_range(rule: ColumnCondition, value: Decimal) -> Message:
    figures = {
        "column": rule.column,
        "value": value,
        "low": rule.at_least,
        "high": rule.at_most,
    }
    if rule.at_most is None:
        return message("{column} is {value}; needed: {low} or more", **figures)
    if rule.at_least is None:
        return message("{column} is {value}; needed: {high} or less", **figures)
    return message("{column} is {value}; needed: {low} to {high}", **figures)


COLUMN = Condition(
    model=ColumnCondition,
    fact=lambda rule: COLUMN_FACT + rule.column,
    judge=_judge,
    unknown=lambda rule: message("the column {column} says nothing", column=rule.column),
    ways=lambda rule, value, context: [(Way(_judge(rule, value, context)[1], today_of(context)),)],
)
