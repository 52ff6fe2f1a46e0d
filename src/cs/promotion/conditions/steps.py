"""Is the target no more steps of the ladder above the candidate's grade than the policy allows?"""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import Condition, Way, folded, met_if, today_of
from cs.promotion.problem import Context, FactValue, Verdict
from cs.promotion.steps import StepsRule


def _judge(rule: StepsRule, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    written = str(value)
    grade = (context.grades or {}).get(folded(written), written)
    name = (context.grade_names or {}).get(grade, grade)
    steps = (context.steps or {}).get(grade)
    if steps is None:
        return Verdict.UNKNOWN, message("the ladder has no way up from {grade}", grade=name)
    return met_if(steps <= rule.most), message(
        "steps of the ladder from {grade}: {steps}; allowed: {most}",
        grade=name,
        steps=steps,
        most=rule.most,
    )


STEPS = Condition(
    model=StepsRule,
    fact=lambda rule: "grade",
    judge=_judge,
    unknown=lambda rule: message("no grade is stated"),
    ways=lambda rule, value, context: [
        (
            Way(
                message("reach a grade first from which the steps are {most}", most=rule.most),
                today_of(context),
            ),
        )
    ],
)
