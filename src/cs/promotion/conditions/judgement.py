"""Did the person who judges say yes? An empty cell is not an answer."""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import COLUMN_FACT, Condition, folded, met_if
from cs.promotion.policy import JudgementCondition
from cs.promotion.problem import Context, FactValue, Verdict

YES = frozenset(("yes", "y", "true", "1", "是", "√", "✓", "通过", "合格", "符合", "满足"))
NO = frozenset(
    (
        "no",
        "n",
        "false",
        "0",
        "否",
        "×",
        "✗",
        "不",
        "不通过",
        "未通过",
        "不合格",
        "不符合",
        "不满足",
    )
)


def _read(rule: JudgementCondition, text: str) -> FactValue:
    word = folded(text)
    if word in YES or word in NO:
        return word in YES
    raise ValueError(text)


def _judge(rule: JudgementCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    figures = {"column": rule.column, "judge": rule.judge}
    if rule.judge is None:
        text = message("{column}: yes", **figures) if value else message("{column}: no", **figures)
    elif value:
        text = message("{column}: yes, as {judge} judges", **figures)
    else:
        text = message("{column}: no, as {judge} judges", **figures)
    return met_if(bool(value)), text


JUDGEMENT = Condition(
    model=JudgementCondition,
    fact=lambda rule: COLUMN_FACT + rule.column,
    judge=_judge,
    unknown=lambda rule: message("the column {column} says neither yes nor no", column=rule.column),
    read=_read,
    expected=lambda rule: message("yes or no (是 or 否)"),
)
