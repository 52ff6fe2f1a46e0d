"""Which conditions may a requirement state? A single one, or several combined, two levels deep."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import Model
from cs.kernel.findings import Route
from cs.promotion.past_conditions import (
    DisciplineCondition,
    ReviewCondition,
    RotatedPostsCondition,
    TrainingCondition,
)
from cs.promotion.present_conditions import (
    AgreementCondition,
    ColumnCondition,
    GradeCondition,
    JudgementCondition,
    SkillCondition,
    StatusCondition,
    TenureCondition,
)

_Single = (
    StatusCondition
    | TenureCondition
    | GradeCondition
    | SkillCondition
    | AgreementCondition
    | ColumnCondition
    | JudgementCondition
    | ReviewCondition
    | DisciplineCondition
    | TrainingCondition
    | RotatedPostsCondition
)
SingleCondition = Annotated[_Single, Field(discriminator="condition")]


class InnerCombination(Model):
    """Conditions combined, inside another combination.

    Attributes:
        condition: `all` of them, `any` one of them, or `at_least` so many of them.
        of: the conditions.
        least: for `at_least`, how many.
    """

    condition: Literal["all", "any", "at_least"]
    of: Annotated[tuple[SingleCondition, ...], Field(min_length=1, max_length=50)]
    least: Annotated[int | None, Field(ge=1, le=50)] = None


class Combination(Model):
    """Conditions combined; what is unknown counts where it could turn the answer.

    Attributes:
        condition: `all` of them, `any` one of them, or `at_least` so many of them.
        of: the conditions; each may be a combination of single ones.
        least: for `at_least`, how many.
    """

    condition: Literal["all", "any", "at_least"]
    of: Annotated[
        tuple[
            Annotated[_Single | InnerCombination, Field(discriminator="condition")],
            ...,
        ],
        Field(min_length=1, max_length=50),
    ]
    least: Annotated[int | None, Field(ge=1, le=50)] = None


AnyCondition = Annotated[_Single | Combination, Field(discriminator="condition")]
AnyCombination = Combination | InnerCombination
Leaf = _Single
"""A condition that is no combination."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A single condition inside a requirement's rule.

    Attributes:
        route: from the rule to it; empty where it is the rule itself.
        needed: whether nobody meets the rule without it.
    """

    rule: Leaf
    route: Route
    needed: bool


def needed_of(rule: AnyCombination) -> int:
    """How many of its conditions a combination asks for; one of all where that is left open."""
    match rule.condition:
        case "all":
            return len(rule.of)
        case "any":
            return 1
        case _:
            return rule.least or 1


def combinations(
    rule: Leaf | AnyCombination, route: Route = ()
) -> Iterator[tuple[AnyCombination, Route]]:
    """The combinations in a rule, the outer one first, each with the route to it."""
    if isinstance(rule, Combination | InnerCombination):
        yield rule, route
        for number, part in enumerate(rule.of):
            yield from combinations(part, (*route, "of", number))


def singles(
    rule: Leaf | AnyCombination, route: Route = (), *, needed: bool = True
) -> Iterator[Stated]:
    """The single conditions of a rule, in order."""
    if not isinstance(rule, Combination | InnerCombination):
        yield Stated(rule, route, needed)
        return
    each_needed = needed and needed_of(rule) >= len(rule.of)
    for number, part in enumerate(rule.of):
        yield from singles(part, (*route, "of", number), needed=each_needed)
