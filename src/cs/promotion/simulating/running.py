"""From what was asked of a simulation to its figures, for the command and for `replay`."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cs.locale import _
from cs.promotion.options import parse_named_share
from cs.promotion.simulating.model import Rates, Simulated
from cs.promotion.simulating.records import Ran, Simulation
from cs.promotion.simulating.wishes import REPLACE, Assumed, Wishes, assumed
from cs.terminal import fail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cs.options import SessionOptions
    from cs.promotion.shell import Answered
    from cs.promotion.simulation_policy import Simulate

MOST_CELLS = 40_000_000
"""Runs times people times months; more takes minutes."""
FULL = 100


@dataclass(frozen=True)
class Finished:
    """A simulation, and the answer about today's staff that it starts from."""

    simulation: Simulation
    answered: "Answered"


def run_simulation(options: "SessionOptions", wishes: Wishes) -> Finished:
    """Read everything and run; stops, with what is wrong said, where that cannot be."""
    from cs.promotion.simulating.engine import simulate
    from cs.promotion.simulating.setting import world

    asked = [_Asked(options, wishes)]
    if wishes.against is not None:
        asked.append(_Asked(replace(options, policy=wishes.against), wishes))
    first = asked[0]
    found = assumed(first.plan.policy.simulate, wishes)
    block = found.block
    years = block.years if wishes.years is None else wishes.years
    runs = block.runs if wishes.runs is None else wishes.runs
    rates = _rates(first, found, wishes)
    people = len(first.staff) + (rates.hires or 0.0) * years
    if runs * people * years * 12 > MOST_CELLS:
        raise fail(_("That is too much to run; take fewer --runs or --years."))
    setting = world(
        first.staff,
        [each.plan.problem for each in asked],
        first.reviews,
        first.grades,
        rates,
        _shares(wishes.review, first),
        {} if wishes.review else _transitions(block),
        as_of=first.as_of,
        years=years,
        runs=runs,
        seed=first.seed,
    )
    inputs = (one for each in asked for one in each.provenance.inputs)
    settled = (one for each in asked for one in each.provenance.assumptions)
    provenance = replace(
        first.provenance,
        inputs=tuple(dict.fromkeys(inputs)),
        assumptions=tuple(dict.fromkeys(settled)),
    )
    names = _names([(each.plan.policy.id, each.plan.policy.name) for each in asked])
    ran = tuple(
        Ran(each.plan, simulate(setting, each.plan), label, name)
        for each, (label, name) in zip(asked, names, strict=True)
    )
    return Finished(Simulation(setting, provenance, ran, wishes, found), first.answered)


def _names(policies: "Sequence[tuple[str, str]]") -> list[tuple[str, str]]:
    """Per policy an id and a name that no other has, even where one runs against itself."""
    ids = [id_ for id_, _name in policies]
    names = [name for _id, name in policies]
    found = []
    for number, (id_, name) in enumerate(policies, start=1):
        label = id_ if ids.count(id_) == 1 else f"{id_} {number}"
        found.append((label, name if names.count(name) == 1 else f"{name} ({label})"))
    return found


class _Asked:
    """A policy of the workspace, ready to be run.

    Attributes:
        staff: of the staff table.
        grades: ids and names of the ladders' grades, from the lowest level.
        reviews: the reviews in force.
        provenance: what the staff, policies and tables were read from.
    """

    def __init__(self, options: "SessionOptions", wishes: Wishes) -> None:
        from cs.promotion.ladders import grades_by_level
        from cs.promotion.reviews import reviews_in_force
        from cs.promotion.shell import answer
        from cs.promotion.simulating.setting import simulated

        self.answered = answer(
            options, None, None, None, wishes.vacancies, None, scored=False, seed=wishes.seed or 0
        )
        session, problem = self.answered.session, self.answered.score.problem
        policy = self.answered.policy
        if session is None or policy is None or self.answered.staff is None:
            raise AssertionError("an answer about the staff has a session and a staff table")
        self.grades = grades_by_level(session.policies, session.as_of)
        if policy.target_grade not in dict(self.grades):
            text = _("{policy}: no ladder in force has the grade that it promotes to.")
            raise fail(text.format(policy=policy.name))
        if problem.vacancies.origin == "unknown":
            raise fail(_("How many vacancies there are is not known; say it with --vacancies N."))
        self.as_of = session.as_of
        self.staff = self.answered.staff
        self.reviews = reviews_in_force(session.policies, session.as_of)
        self.plan: Simulated = simulated(policy, problem, self.reviews)
        stated = policy.simulate.seed if policy.simulate is not None else 0
        self.seed = stated if wishes.seed is None else wishes.seed
        self.provenance = replace(self.answered.score.provenance, seed=self.seed)


def _rates(asked: _Asked, found: Assumed, wishes: Wishes) -> Rates:
    """What is assumed of people: options go before the policy."""
    from cs.promotion.simulating.setting import entry_grade

    block = found.block
    leave_all, leave_of = _leavers(wishes.leavers, block, asked.grades)
    hires = None if block.hires is None else float(block.hires)
    if wishes.hire is not None:
        hires = None if wishes.hire == REPLACE else wishes.hire
    entry = wishes.entry or block.entry
    return Rates(
        leave=leave_all,
        leave_of=leave_of,
        hires=hires,
        entry=entry_grade(asked.staff, asked.grades)
        if entry is None
        else _grade(entry, asked.grades),
        probation=block.trial_months if wishes.probation is None else wishes.probation,
        others_met=_either(wishes.others_met, block.others_met),
        persistence=_either(wishes.persistence, block.persistence),
        away=float(block.leave) / FULL,
        away_months=block.leave_months,
        waived=_either(wishes.waived, block.waived),
    )


def _either(stated: float | None, percent: object) -> float:
    return float(str(percent)) / FULL if stated is None else stated


def _leavers(
    stated: "Sequence[str]", block: "Simulate", grades: "Sequence[tuple[str, str]]"
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The share of all that leaves, and those of single grades by their ids.

    A share for everybody goes before all that the policy states, one for a grade before that
    grade's alone.
    """
    named = [_named_share(each) for each in stated]
    own = {_grade(name, grades): share for name, share in named if name}
    everybody = [share for name, share in named if not name]
    if everybody:
        return everybody[-1], tuple(own.items())
    of_policy = {each.grade: float(each.share) / FULL for each in block.leavers_of}
    return float(block.leavers) / FULL, tuple((of_policy | own).items())


def _transitions(block: "Simulate") -> dict[str, dict[str, float]]:
    """Per former grade of a review, the stated shares of the following one."""
    found = {}
    for each in block.transitions:
        shares = {one.grade: float(one.share) / FULL for one in each.then}
        if sum(one.share for one in each.then) != FULL:
            text = _("simulate.transitions: what follows {grade} does not sum to 100%.")
            raise fail(text.format(grade=each.after))
        found[each.after] = shares
    return found


def _shares(stated: "Iterable[str]", asked: _Asked) -> dict[str, float]:
    """Stated shares of review grades, by id."""
    from cs.promotion.conditions.condition import folded

    known = {
        folded(word): grade
        for review in asked.reviews
        for grade, name in zip(review.grades, review.names, strict=True)
        for word in (grade, name)
    }
    found: dict[str, float] = {}
    for each in stated:
        name, share = _named_share(each)
        if folded(name) not in known:
            text = _("{name} is no grade of a review in force; there are {grades}.")
            raise fail(text.format(name=name or each, grades=_(", ").join(known.values())))
        found[known[folded(name)]] = share
    if found and not sum(found.values()):
        raise fail(_("The shares of review grades sum to nothing."))
    return found


def _named_share(text: str) -> tuple[str, float]:
    try:
        return parse_named_share(text)
    except ValueError as error:
        raise fail(f"{text}: {error}") from None


def _grade(name: str, grades: "Sequence[tuple[str, str]]") -> str:
    """The id of a grade named by id or name."""
    from cs.promotion.conditions.condition import folded

    for grade, own in grades:
        if folded(name) in (folded(grade), folded(own)):
            return grade
    text = _("{name} is no grade of a ladder in force; there are {grades}.")
    raise fail(text.format(name=name, grades=_(", ").join(own for _grade, own in grades)))
