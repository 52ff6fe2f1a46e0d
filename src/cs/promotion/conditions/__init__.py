"""The visible list of conditions; a new one is a model in `policy.py`, a module, a line here."""

from cs.promotion.combinations import AnyCombination, Leaf
from cs.promotion.conditions.agreements import AGREEMENTS
from cs.promotion.conditions.column import COLUMN
from cs.promotion.conditions.condition import Condition
from cs.promotion.conditions.discipline import DISCIPLINE
from cs.promotion.conditions.grade import GRADE
from cs.promotion.conditions.judgement import JUDGEMENT
from cs.promotion.conditions.reviews import REVIEWS
from cs.promotion.conditions.rotated_posts import ROTATED_POSTS
from cs.promotion.conditions.skills import SKILLS
from cs.promotion.conditions.status import STATUS
from cs.promotion.conditions.steps import STEPS
from cs.promotion.conditions.tenure import TENURE
from cs.promotion.conditions.training import TRAINING
from cs.promotion.steps import StepsRule

CONDITIONS: tuple[Condition, ...] = (
    STATUS,
    TENURE,
    GRADE,
    SKILLS,
    AGREEMENTS,
    COLUMN,
    JUDGEMENT,
    REVIEWS,
    DISCIPLINE,
    TRAINING,
    ROTATED_POSTS,
    STEPS,
)


def condition_of(rule: Leaf | AnyCombination | StepsRule) -> Condition:
    """What judges a single condition; raises KeyError, for a combination too."""
    for condition in CONDITIONS:
        if isinstance(rule, condition.model):
            return condition
    raise KeyError(type(rule).__name__)
