"""`cs promote simulate`: read, run, show."""

from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    Format,
    FormatOption,
    OutOption,
    PolicyOption,
    QuietOption,
    session_options,
)
from cs.promotion.shell import VacanciesOption, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cs.options import SessionOptions
    from cs.promotion.simulating.model import Simulated

app = typer.Typer(add_completion=False, rich_markup_mode=None)

LEAVE = 0.10
"""Where nothing is stated; printed with the other assumptions."""
MOST_CELLS = 40_000_000
"""Runs times people times months; more takes minutes."""


def parse_share(text: str | float) -> float:
    """A share written `12%` or `0.12`.

    Raises:
        ValueError: it is none, or not between 0 and 1.
    """
    if isinstance(text, float):
        return text
    plain = text.strip().removesuffix("%").removesuffix("％")
    try:
        share = float(plain) / (1 if plain == text.strip() else 100)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError(_("a share is written 12% or 0.12, from 0 to 1"))
    return share


def parse_named_share(text: str | tuple[str, float]) -> tuple[str, float]:
    """A share, or a share of something named: `12%`, `组长=5%`; the name is empty for all.

    Raises:
        ValueError: not of that form.
    """
    if isinstance(text, tuple):
        return text
    name, equals, share = text.rpartition("=")
    if equals and not name.strip():
        raise ValueError(_("a share is written 12% or 0.12, from 0 to 1"))
    return name.strip(), parse_share(share)


def parse_hires(text: str | float) -> float:
    """People a year; `replace` is -1.

    Raises:
        ValueError: neither a number nor `replace`.
    """
    if isinstance(text, float):
        return text
    if text.strip().lower() == "replace":
        return -1.0
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 10_000:
        raise ValueError(_("hiring is a number of people a year, or replace"))
    return number


@app.command("simulate", help=_("What a policy would do in the coming years, by a seeded model."))
def simulate(
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="ID", help=_("Another policy, run side by side.")),
    ] = None,
    years: Annotated[
        int, typer.Option("--years", metavar="N", min=1, max=10, help=_("How many years."))
    ] = 3,
    runs: Annotated[
        int,
        typer.Option("--runs", metavar="N", min=1, max=10_000, help=_("How often it is run.")),
    ] = 200,
    seed: Annotated[
        int,
        typer.Option("--seed", metavar="N", min=0, max=2**31 - 1, help=_("Seed of the draws.")),
    ] = 0,
    leave: Annotated[
        list[str] | None,
        typer.Option(
            "--leave",
            metavar="[GRADE=]SHARE",
            help=_("Share that leaves in a year, of all or of a grade. May be repeated."),
        ),
    ] = None,
    hire: Annotated[
        float,
        typer.Option(
            "--hire",
            metavar="N|replace",
            parser=parse_hires,
            help=_("People hired a year; by default each leaver is replaced."),
        ),
    ] = -1.0,
    entry: Annotated[
        str | None,
        typer.Option(
            "--entry",
            metavar="GRADE",
            help=_("Where newcomers start; by default the lowest grade held."),
        ),
    ] = None,
    probation: Annotated[
        int,
        typer.Option(
            "--probation",
            metavar="MONTHS",
            min=0,
            max=36,
            help=_("How long newcomers are on trial."),
        ),
    ] = 3,
    review: Annotated[
        list[str] | None,
        typer.Option(
            "--review",
            metavar="GRADE=SHARE",
            help=_("Share of a review's grade, in place of estimated ones. May be repeated."),
        ),
    ] = None,
    others_met: Annotated[
        float,
        typer.Option(
            "--others-met",
            metavar="SHARE",
            parser=parse_share,
            help=_("Share of people who meet the conditions that time does not decide."),
        ),
    ] = 1.0,
    persistence: Annotated[
        float,
        typer.Option(
            "--persistence",
            metavar="SHARE",
            parser=parse_share,
            help=_("Share of a score's variance that stays with the person."),
        ),
    ] = 0.5,
    vacancies: VacanciesOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit 0: what comes out is for people to weigh."""
    from dataclasses import replace

    from cs.promotion.simulating.engine import simulate as run
    from cs.promotion.simulating.exports import WRITERS
    from cs.promotion.simulating.model import Rates
    from cs.promotion.simulating.records import Ran, Simulation
    from cs.promotion.simulating.setting import entry_grade, world
    from cs.promotion.simulating.views import simulation_view
    from cs.terminal import fail, show, stdout, write_machine

    if out is not None and out.suffix.lower() not in WRITERS:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(WRITERS)))
    options = session_options(directory, policy, as_of, assume, quiet)
    asked = [_Asked(options, vacancies, seed)]
    if against is not None:
        asked.append(_Asked(replace(options, policy=against), vacancies, seed))
    first = asked[0]
    leave_all, leave_of = _rates(leave, first.grades)
    rates = Rates(
        leave=leave_all,
        leave_of=leave_of,
        hires=None if hire < 0 else hire,
        entry=entry_grade(first.staff, first.grades)
        if entry is None
        else _grade(entry, first.grades),
        probation=probation,
        others_met=others_met,
        persistence=persistence,
    )
    people = len(first.staff) + max(0.0, hire) * years
    if runs * people * years * 12 > MOST_CELLS:
        raise fail(_("That is too much to run; take fewer --runs or --years."))
    setting = world(
        first.staff,
        [each.plan.problem for each in asked],
        first.reviews,
        first.grades,
        rates,
        _shares(review, first),
        as_of=first.as_of,
        years=years,
        runs=runs,
        seed=seed,
    )
    inputs = (one for each in asked for one in each.provenance.inputs)
    settled = (one for each in asked for one in each.provenance.assumptions)
    provenance = replace(
        first.provenance,
        inputs=tuple(dict.fromkeys(inputs)),
        assumptions=tuple(dict.fromkeys(settled)),
    )
    names = [each.plan.policy.name for each in asked]
    ran = tuple(
        Ran(
            each.plan,
            run(setting, each.plan),
            name if names.count(name) == 1 else f"{name} ({each.plan.policy.id})",
        )
        for each, name in zip(asked, names, strict=True)
    )
    whole = Simulation(setting, provenance, ran)
    if out is not None:
        data = WRITERS[out.suffix.lower()](whole)
        write(out, lambda _score, _extras: data, first.answered, force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(WRITERS[f".{format_.value}"](whole))
        return
    console = stdout()
    for part in simulation_view(whole, console.width):
        show(console, part)


class _Asked:
    """A policy of the workspace, ready to be run.

    Attributes:
        staff: of the staff table.
        grades: ids and names of the ladders' grades, from the lowest level.
        reviews: the reviews in force.
        provenance: what the staff, policies and tables were read from.
    """

    def __init__(self, options: "SessionOptions", vacancies: int | None, seed: int) -> None:
        from cs.promotion.ladders import grades_by_level
        from cs.promotion.policy import PromotionPolicy
        from cs.promotion.reviews import reviews_in_force
        from cs.promotion.shell import answer
        from cs.promotion.simulating.setting import simulated
        from cs.terminal import fail

        self.answered = answer(options, None, None, None, vacancies, None, scored=False, seed=seed)
        session, problem = self.answered.session, self.answered.score.problem
        if session is None or self.answered.staff is None:
            raise AssertionError("an answer about the staff has a session and a staff table")
        policy = session.one(PromotionPolicy).policy
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
        self.provenance = self.answered.score.provenance


def _rates(
    stated: "Sequence[str] | None", grades: "Sequence[tuple[str, str]]"
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The share of all that leaves, and those of single grades by their ids."""
    named = [_named_share(each) for each in stated or ()]
    everybody = [share for name, share in named if not name]
    return (
        everybody[-1] if everybody else LEAVE,
        tuple((_grade(name, grades), share) for name, share in named if name),
    )


def _shares(stated: "Sequence[str] | None", asked: _Asked) -> dict[str, float]:
    """Stated shares of review grades, by id."""
    from cs.promotion.conditions.condition import folded
    from cs.terminal import fail

    known = {
        folded(word): grade
        for review in asked.reviews
        for grade, name in zip(review.grades, review.names, strict=True)
        for word in (grade, name)
    }
    found: dict[str, float] = {}
    for each in stated or ():
        name, share = _named_share(each)
        if folded(name) not in known:
            text = _("{name} is no grade of a review in force; there are {grades}.")
            raise fail(text.format(name=name or each, grades=_(", ").join(known.values())))
        found[known[folded(name)]] = share
    if found and not sum(found.values()):
        raise fail(_("The shares of review grades sum to nothing."))
    return found


def _named_share(text: str) -> tuple[str, float]:
    from cs.terminal import fail

    try:
        return parse_named_share(text)
    except ValueError as error:
        raise fail(f"{text}: {error}") from None


def _grade(name: str, grades: "Sequence[tuple[str, str]]") -> str:
    """The id of a grade named by id or name."""
    from cs.promotion.conditions.condition import folded
    from cs.terminal import fail

    for grade, own in grades:
        if folded(name) in (folded(grade), folded(own)):
            return grade
    text = _("{name} is no grade of a ladder in force; there are {grades}.")
    raise fail(text.format(name=name, grades=_(", ").join(own for _grade, own in grades)))
