"""Has the candidate signed all the agreements?"""

from cs.kernel.messages import message
from cs.promotion.conditions.condition import Condition
from cs.promotion.conditions.held import judge_held
from cs.promotion.policy import AgreementCondition

AGREEMENTS = Condition(
    model=AgreementCondition,
    fact=lambda rule: "agreements",
    judge=lambda rule, value, context: judge_held(rule.all_of, value),
    unknown=lambda rule: message("no agreements are stated"),
)
