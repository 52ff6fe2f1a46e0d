"""Has the candidate signed all the agreements?"""

from cs.kernel.messages import message
from cs.promotion.conditions.condition import Condition, Way, today_of
from cs.promotion.conditions.held import judge_held, lacking_of
from cs.promotion.policy import AgreementCondition

AGREEMENTS = Condition(
    model=AgreementCondition,
    fact=lambda rule: "agreements",
    judge=lambda rule, value, context: judge_held(rule.all_of, value),
    unknown=lambda rule: message("no agreements are stated"),
    ways=lambda rule, value, context: [
        tuple(
            Way(message("sign {agreement}", agreement=each), today_of(context))
            for each in lacking_of(rule.all_of, value)
        )
    ],
)
