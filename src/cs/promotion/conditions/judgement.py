"""Did the person who judges say yes? An empty cell is not an answer."""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import ANSWER_FACT, Condition, Way, met_if, today_of
from cs.promotion.policy import JudgementCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: JudgementCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    figures = {"column": rule.column, "judge": rule.judge}
    if rule.judge is None:
        text = message("{column}: yes", **figures) if value else message("{column}: no", **figures)
    elif value:
        text = message("{column}: yes, as {judge} judges", **figures)
    else:
        text = message("{column}: no, as {judge} judges", **figures)
    return met_if(bool(value)), text


def _ways(rule: JudgementCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    if rule.judge is None:
        text = message("a yes in the column {column}", column=rule.column)
    else:
        text = message("{judge} judges: yes ({column})", judge=rule.judge, column=rule.column)
    return [(Way(text, today_of(context)),)]


JUDGEMENT = Condition(
    model=JudgementCondition,
    fact=lambda rule: ANSWER_FACT + rule.column,
    judge=_judge,
    unknown=lambda rule: message("the column {column} says neither yes nor no", column=rule.column),
    ways=_ways,
)
