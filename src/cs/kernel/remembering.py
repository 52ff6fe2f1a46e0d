"""Answers kept as long as what they are about: for walks over whole policies that many rules ask.

By identity, since comparing or hashing a policy is a walk of its own. Only for frozen values, whose
answers cannot change.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

K = TypeVar("K")
V = TypeVar("V")


def remembered(function: Callable[[K], V]) -> Callable[[K], V]:
    """`function`, asked only once for each object while that object lives."""
    answers: dict[int, tuple[ref[K], V]] = {}

    @wraps(function)
    def answer(about: K) -> V:
        key = id(about)
        known = answers.get(key)
        if known is not None and known[0]() is about:
            return known[1]
        value = function(about)

        def forget(_gone: object) -> None:
            # a new object may already stand at the same address
            if answers.get(key, (None,))[0] is kept:
                del answers[key]

        kept = ref(about, forget)
        answers[key] = (kept, value)
        return value

    return answer
