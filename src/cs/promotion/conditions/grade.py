"""Does the candidate hold one of the grades? Tables may write a grade's id or its name."""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import Condition, Way, folded, met_if, today_of
from cs.promotion.policy import GradeCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: GradeCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    allowed = rule.any_of or context.source_grades
    known, names = context.grades or {}, context.grade_names or {}
    written = str(value)
    grade = known.get(folded(written)) if known else written
    if grade is None:
        return Verdict.UNKNOWN, message("the ladder has no grade {grade}", grade=written)
    holds = folded(grade) in {folded(item) for item in allowed}
    return met_if(holds), message(
        "grade is {grade}; needed: {needed}",
        grade=names.get(grade, grade),
        needed=tuple(names.get(item, item) for item in allowed),
    )


def _ways(rule: GradeCondition, value: FactValue, context: Context) -> list[tuple[Way, ...]]:
    names = context.grade_names or {}
    needed = tuple(names.get(item, item) for item in rule.any_of or context.source_grades)
    text = message("reach one of the grades first: {needed}", needed=needed)
    return [(Way(text, today_of(context)),)]


GRADE = Condition(
    model=GradeCondition,
    fact=lambda rule: "grade",
    judge=_judge,
    unknown=lambda rule: message("no grade is stated"),
    ways=_ways,
)
