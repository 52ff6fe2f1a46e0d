"""Which of the things asked for are held, and which are lacking?"""

from collections.abc import Iterable

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import folded
from cs.promotion.problem import FactValue, Verdict


def judge_held(needed: Iterable[str], value: FactValue) -> tuple[Verdict, Message]:
    """Met if every one of `needed` is among the items of `value`."""
    held = {folded(item) for item in (value if isinstance(value, tuple) else (str(value),))}
    needed = tuple(needed)
    lacking = tuple(item for item in needed if folded(item) not in held)
    if lacking:
        return Verdict.UNMET, message(
            "lacks {lacking}; needed: {needed}", lacking=lacking, needed=needed
        )
    return Verdict.MET, message("holds {needed}", needed=needed)
