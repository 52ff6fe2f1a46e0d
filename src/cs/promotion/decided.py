"""What have other rounds decided? Read from the records that `cs promote score` writes.

Whoever a record proposes for the same grade has one of its places, as if already promoted; a place
goes to the round that was decided first. A record for another grade says nothing here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Round
from cs.promotion.record import SCHEMA
from cs.promotion.timetable import window_days


@dataclass(frozen=True, slots=True)
class Decided:
    """A round that was decided: its policy, the grade, and who is proposed."""

    policy: str
    target: str | None
    proposed: tuple[str, ...]


def read_decided(record: Any) -> Decided:
    """A record of a score.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(record, Mapping) or record.get("schema") != SCHEMA:
        raise ValueError("not a record of a score")
    candidates = record.get("candidates")
    if not isinstance(candidates, list):
        raise ValueError("a record without candidates")
    return Decided(
        str(record.get("policy")),
        record.get("target"),
        tuple(
            str(each.get("id"))
            for each in candidates
            if isinstance(each, Mapping) and each.get("outcome") == "proposed"
        ),
    )


def rivals_of(
    policy: PromotionPolicy, others: Iterable[PromotionPolicy], round_: Round
) -> tuple[str, ...]:
    """Names of other policies for the same grade with a round whose window meets this one."""
    last = round_.closes or round_.day
    return tuple(
        other.name
        for other in others
        if other.id != policy.id
        and other.target_grade is not None
        and other.target_grade == policy.target_grade
        and other.needs_vacancy
        and other.in_force(round_.day)
        and (
            not other.windows
            or any(
                opens <= last and closes >= round_.day
                for window in other.windows
                for year in (round_.day.year - 1, round_.day.year)
                for opens, closes in (window_days(window, max(1, year)),)
            )
        )
    )
