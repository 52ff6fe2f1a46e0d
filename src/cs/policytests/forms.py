"""Which keys of an expectation belong together, and what may be asked of which kind of policy?"""

from dataclasses import dataclass
from typing import Literal

from cs.policytests.policy import Case, Expectation

Asked = Literal["promotion", "rotation", "review"]


@dataclass(frozen=True, slots=True)
class Form:
    """One thing that can be expected.

    Attributes:
        needs: keys without which it says nothing.
        says: of these at least one, unless `needs` says it already.
        narrows: further keys that may stand beside.
        asked: the kind of policy that it is asked of; None for any.
    """

    name: str
    needs: frozenset[str] = frozenset()
    says: frozenset[str] = frozenset()
    narrows: frozenset[str] = frozenset()
    asked: Asked | None = None

    def fits(self, keys: frozenset[str]) -> bool:
        """Whether these keys are of this form and say something."""
        return (
            self.needs <= keys <= self.needs | self.says | self.narrows
            and bool(keys)
            and (not self.says or bool(self.says & keys))
        )


def _form(name: str, needs: str, says: str, narrows: str = "", asked: Asked | None = None) -> Form:
    parts = (frozenset(each.split()) for each in (needs, says, narrows))
    return Form(name, next(parts), next(parts), next(parts), asked)


CANDIDATE = _form(
    "candidate", "agent", "eligible conditions score points rank outcome proposed", "", "promotion"
)
ROUND = _form("round", "", "window opens closes decided takes_effect vacancies", "", "promotion")
STEP = _form("step", "step", "starts ends", "", "promotion")
STINT = _form("stint", "agent month post", "", "", "rotation")
HEADCOUNT = _form("headcount", "post month headcount", "", "", "rotation")
MOVES = _form("moves", "month moves", "", "", "rotation")
ROTATES = _form("rotates", "agent rotates", "", "", "rotation")
PLAN = _form("plan", "", "feasible overdue deviations", "", "rotation")
BROKEN = _form("broken", "broken", "", "agent post month", "rotation")
REVIEWED = _form(
    "reviewed", "agent", "reviewed score points grade run follows coached", "", "review"
)
FINDING = _form("finding", "finding", "", "at severity")
FORMS = (CANDIDATE, ROUND, STEP, STINT, HEADCOUNT, MOVES, ROTATES, PLAN, BROKEN, REVIEWED, FINDING)

TABLES: dict[Asked, tuple[str, ...]] = {
    "promotion": (
        "staff",
        "candidates",
        "reviews",
        "training",
        "discipline",
        "waivers",
        "stints",
        "leave",
    ),
    "rotation": ("staff", "stints", "leave", "pins", "pairs", "plan"),
    "review": ("staff", "ratings", "reviews", "leave"),
}
"""The tables that a question looks at."""
SETTINGS: dict[Asked, tuple[str, ...]] = {
    "promotion": ("window", "vacancies"),
    "rotation": ("start", "months"),
    "review": ("period",),
}

SCORED = frozenset({"score", "points", "rank", "outcome", "proposed"})
"""What only a scored round can answer."""


def keys_of(expectation: Expectation) -> frozenset[str]:
    """The keys that are written."""
    return frozenset(expectation.model_fields_set)


def form_of(expectation: Expectation, asked: Asked | None = None) -> Form | None:
    """The form of an expectation; None if its keys do not belong together.

    Args:
        asked: the kind of policy that it is asked of, whose forms go before others of like keys.
    """
    keys = keys_of(expectation)
    fitting = [form for form in FORMS if form.fits(keys)]
    return next((form for form in fitting if form.asked == asked), next(iter(fitting), None))


def forms_with(expectation: Expectation) -> tuple[Form, ...]:
    """The forms that share most keys with an expectation, for saying what would fit."""
    keys = keys_of(expectation)
    shared = {form.name: len(keys & (form.needs | form.says | form.narrows)) for form in FORMS}
    most = max(shared.values())
    return tuple(form for form in FORMS if most and shared[form.name] == most)


def is_asked(case: Case) -> bool:
    """Whether a case asks an engine, not only the rules."""
    return any(form_of(each) is not FINDING for each in (*case.expect, *case.expect_not))


def is_scored(case: Case) -> bool:
    """Whether a case asks for scores."""
    said = (*case.expect, *case.expect_not)
    return any(form_of(each) is CANDIDATE and SCORED & keys_of(each) for each in said)
