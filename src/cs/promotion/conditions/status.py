"""Is the candidate's status one of the policy's? `regular` and what tables write for it agree."""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import Condition, folded, met_if
from cs.promotion.policy import StatusCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: StatusCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    allowed = {_status(word, context) for word in rule.any_of}
    return met_if(_status(str(value), context) in allowed), message(
        "status is {status}; needed: {needed}", status=value, needed=rule.any_of
    )


def _status(word: str, context: Context) -> str:
    return (context.statuses or {}).get(folded(word), folded(word))


STATUS = Condition(
    model=StatusCondition,
    fact=lambda rule: "status",
    judge=_judge,
    unknown=lambda rule: message("no status is stated"),
)
