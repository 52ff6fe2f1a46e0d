"""What a condition is: the fact it looks at, and a pure function from its value to a verdict."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cs.kernel.messages import Message
from cs.promotion.problem import Context, FactEntry, FactValue, Small, Verdict

COLUMN_FACT = "column:"
"""Facts read from a column of the candidates' table begin so: numbers or words; the header follows.
"""
ANSWER_FACT = "answer:"
"""Likewise, for columns of yes and no."""
REVIEWS_FACT = "reviews:"
"""Likewise, for results of reviews; the id of the review follows, or nothing."""
DISCIPLINE_FACT, TRAINING_FACT, POSTS_FACT = "discipline:", "training:", "posts:"
"""Facts read from tables of agents' past."""
HISTORIES = (REVIEWS_FACT, DISCIPLINE_FACT, TRAINING_FACT, POSTS_FACT)


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that meets a condition, or helps to.

    Attributes:
        text: what it is.
        day: the first day by which it can be done.
        effort: how many changes it takes; none for waiting.
    """

    text: Message
    day: date
    effort: int = 1


def stays(rule: Any) -> bool:
    """Time alone does not end that a condition is met."""
    return False


@dataclass(frozen=True, slots=True)
class Condition:
    """One kind of condition.

    Attributes:
        model: its model in `policy.py`; `rule` below is one of these.
        fact: the fact that answers a rule: a name of `candidate_columns.STAFF_FACTS`;
            `COLUMN_FACT` or `ANSWER_FACT` and the header of a column of the candidates' table; or
            one of `HISTORIES`.
        judge: verdict and evidence for a known value.
        unknown: what to say where the fact is not known.
        changes: the days on which time alone may change the answer; None: it never does.
        lapses: whether time alone may end that a rule is met.
        ways: what people can do where a rule is not met: each option is a list of things, all of
            which are needed; None: nothing.
        judge_all: the verdicts of all entries at once, where their kind allows that; else None.
    """

    model: type[Any]
    fact: Callable[[Any], str]
    judge: Callable[[Any, FactValue, Context], tuple[Verdict, Message]]
    unknown: Callable[[Any], Message]
    changes: Callable[[Any, FactValue, Context], Iterable[date]] | None = None
    lapses: Callable[[Any], bool] = stays
    ways: Callable[[Any, FactValue, Context], list[tuple[Way, ...]]] | None = None
    judge_all: Callable[[Any, Sequence[FactEntry], Context], Small | None] | None = None


def today_of(context: Context) -> date:
    """The day from which people can act."""
    return context.as_of or context.day


def column_of(fact: str) -> str | None:
    """The header of the candidates' column that holds a fact; None for facts of staff tables."""
    for prefix in (COLUMN_FACT, ANSWER_FACT):
        if fact.startswith(prefix):
            return fact.removeprefix(prefix)
    return None


def is_history(fact: str) -> bool:
    """Whether a fact is read from a table of agents' past."""
    return fact.startswith(HISTORIES)


def met_if(holds: bool) -> Verdict:
    """Met or unmet."""
    return Verdict.MET if holds else Verdict.UNMET


def folded(text: str) -> str:
    """Words as conditions compare them: case, outer blanks and full-width forms do not count."""
    import unicodedata

    return unicodedata.normalize("NFKC", text).strip().casefold()
