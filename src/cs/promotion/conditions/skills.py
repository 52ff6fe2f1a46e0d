"""Does the candidate hold all the skills?"""

from cs.kernel.messages import message
from cs.promotion.conditions.condition import Condition
from cs.promotion.conditions.held import judge_held
from cs.promotion.policy import SkillCondition

SKILLS = Condition(
    model=SkillCondition,
    fact=lambda rule: "skills",
    judge=lambda rule, value, context: judge_held(rule.all_of, value),
    unknown=lambda rule: message("no skills are stated"),
)
