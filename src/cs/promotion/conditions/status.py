"""Is the candidate's status one of the policy's? `regular` and what tables write for it agree."""

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import Condition, Way, folded, met_if, today_of
from cs.promotion.policy import StatusCondition
from cs.promotion.problem import Context, FactValue, Verdict


def _judge(rule: StatusCondition, value: FactValue, context: Context) -> tuple[Verdict, Message]:
    allowed = {_status(word, context) for word in rule.any_of}
    return met_if(_status(str(value), context) in allowed), message(
        "status is {status}; needed: {needed}",
        status=_shown(str(value)),
        needed=tuple(_shown(word) for word in rule.any_of),
    )


def _status(word: str, context: Context) -> str:
    return (context.statuses or {}).get(folded(word), folded(word))


def _shown(word: str) -> Message | str:
    """The canonical words can be told in any language; others stay as they were written."""
    match word:
        case "regular":
            return message("regular")
        case "probation":
            return message("probation")
        case "intern":
            return message("intern")
        case "leave":
            return message("on leave")
        case "left":
            return message("left the firm")
        case _:
            return word


STATUS = Condition(
    model=StatusCondition,
    fact=lambda rule: "status",
    judge=_judge,
    unknown=lambda rule: message("no status is stated"),
    ways=lambda rule, value, context: [
        (
            Way(
                message(
                    "the status becomes one of: {needed}",
                    needed=tuple(_shown(word) for word in rule.any_of),
                ),
                today_of(context),
            ),
        )
    ],
)
