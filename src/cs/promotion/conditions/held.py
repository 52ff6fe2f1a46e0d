"""Which of the things asked for are held, and which are lacking?"""

from collections.abc import Iterable

from cs.kernel.messages import Message, message
from cs.promotion.conditions.condition import folded
from cs.promotion.problem import FactValue, Verdict


def judge_held(needed: Iterable[str], value: FactValue) -> tuple[Verdict, Message]:
    """Met if every one of `needed` is among the items of `value`."""
    needed = tuple(needed)
    lacking = lacking_of(needed, value)
    if lacking:
        return Verdict.UNMET, message(
            "lacks {lacking}; needed: {needed}", lacking=lacking, needed=needed
        )
    return Verdict.MET, message("holds {needed}", needed=needed)


def lacking_of(needed: Iterable[str], value: FactValue) -> tuple[str, ...]:
    """Those of the things asked for that are not held."""
    held = {folded(item) for item in (value if isinstance(value, tuple) else (str(value),))}
    return tuple(item for item in needed if folded(item) not in held)
