"""What was asked on the command line of a simulation, and what the policy and the defaults add."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from cs.promotion.simulation_policy import Simulate

REPLACE: Final = -1.0
"""Hires: each leaver is replaced."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Options as stated; None or empty where nothing was.

    Attributes:
        against: id of another policy.
        leave, review: as written, `GRADE=SHARE`.
        others_met, waived, persistence: shares, 0 to 1.
        hire: people a year; `REPLACE`.
        probation: in months.
        vacancies: of each round.
    """

    against: str | None = None
    years: int | None = None
    runs: int | None = None
    seed: int | None = None
    leavers: tuple[str, ...] = ()
    hire: float | None = None
    entry: str | None = None
    probation: int | None = None
    review: tuple[str, ...] = ()
    others_met: float | None = None
    waived: float | None = None
    persistence: float | None = None
    vacancies: int | None = None

    def stated(self) -> dict[str, Any]:
        """Those that were stated, as the record has them."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in found.items()
            if value is not None and value != ()
        }


def wishes_of(recorded: Mapping[str, Any]) -> Wishes:
    """The options that a record states; older ones say `leave` for `leavers`.

    Raises:
        TypeError: it states others.
    """
    stated: dict[str, Any] = {
        "leavers" if name == "leave" else name: tuple(value) if isinstance(value, list) else value
        for name, value in recorded.items()
    }
    return Wishes(**stated)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What is assumed: the option, else the policy's `simulate`, else the default.

    Attributes:
        by_policy: keys of `simulate` that the policy states and no option replaces.
        by_option: the options that were stated.
    """

    block: Simulate
    by_policy: tuple[str, ...]
    by_option: tuple[str, ...]


_OPTION_OF: Final = {
    "years": "years", "runs": "runs", "seed": "seed", "leavers": "leavers", "leavers_of": "leavers",
    "hires": "hire", "entry": "entry", "trial_months": "probation", "transitions": "review",
    "others_met": "others_met", "waived": "waived", "persistence": "persistence",
}  # fmt: skip
"""The option that replaces a key of `simulate`."""


def assumed(stated: Simulate | None, wishes: Wishes) -> Assumed:
    """Where each assumption comes from."""
    options = tuple(name for name in wishes.stated() if name not in ("against", "vacancies"))
    # Shares of single grades leave those of the others to the policy.
    only_grades = all("=" in each for each in wishes.leavers)
    replaced = {name for name in options if name != "leavers" or not only_grades}
    block = stated or Simulate()
    kept = (
        key
        for key in Simulate.model_fields
        if key in block.model_fields_set and _OPTION_OF.get(key) not in replaced
    )
    return Assumed(block, tuple(kept), options)
