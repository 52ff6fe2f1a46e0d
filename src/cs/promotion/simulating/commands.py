"""`cs promote simulate`: read, run, show."""

from typing import Annotated

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
from cs.promotion.options import VacanciesOption, parse_share
from cs.promotion.shell import write
from cs.promotion.simulating.wishes import REPLACE

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def parse_hires(text: str | float) -> float:
    """People a year; `replace` is -1.

    Raises:
        ValueError: neither a number nor `replace`.
    """
    if isinstance(text, float):
        return text
    if text.strip().lower() == "replace":
        return REPLACE
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
        int | None,
        typer.Option(
            "--years", metavar="N", min=1, max=10,
            help=_("How many years; by default the policy's, else 3."),
        ),
    ] = None,
    runs: Annotated[
        int | None,
        typer.Option(
            "--runs", metavar="N", min=1, max=10_000,
            help=_("How often it is run; by default the policy's, else 200."),
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", metavar="N", min=0, max=2**31 - 1,
            help=_("Seed of the draws; by default the policy's, else 0."),
        ),
    ] = None,
    leavers: Annotated[
        list[str] | None,
        typer.Option(
            "--leavers",
            metavar="[GRADE=]SHARE",
            help=_("Share that leaves in a year, of all or of a grade; by default the policy's, "
                   "else 10%. May be repeated."),
        ),
    ] = None,
    leave: Annotated[
        list[str] | None,
        typer.Option("--leave", hidden=True, help=_("Refused: it is called --leavers now.")),
    ] = None,
    hire: Annotated[
        float | None,
        typer.Option(
            "--hire",
            metavar="N|replace",
            parser=parse_hires,
            help=_("People hired a year; by default the policy's, else each leaver is replaced."),
        ),
    ] = None,
    entry: Annotated[
        str | None,
        typer.Option(
            "--entry",
            metavar="GRADE",
            help=_("Where newcomers start; by default the lowest grade held."),
        ),
    ] = None,
    probation: Annotated[
        int | None,
        typer.Option(
            "--probation",
            metavar="MONTHS",
            min=0,
            max=36,
            help=_("How long newcomers are on trial; by default the policy's, else 3."),
        ),
    ] = None,
    review: Annotated[
        list[str] | None,
        typer.Option(
            "--review",
            metavar="GRADE=SHARE",
            help=_("Share of a review's grade, in place of estimated ones. May be repeated."),
        ),
    ] = None,
    others_met: Annotated[
        float | None,
        typer.Option(
            "--others-met",
            metavar="SHARE",
            parser=parse_share,
            help=_("Share of people who meet the conditions that time does not decide; by default "
                   "the policy's, else 100%."),
        ),
    ] = None,
    waived: Annotated[
        float | None,
        typer.Option(
            "--waived",
            metavar="SHARE",
            parser=parse_share,
            help=_("Share of cases in which a condition that may be waived is waived; by default "
                   "the policy's, else none."),
        ),
    ] = None,
    persistence: Annotated[
        float | None,
        typer.Option(
            "--persistence",
            metavar="SHARE",
            parser=parse_share,
            help=_("Share of a score's variance that stays with the person; by default the "
                   "policy's, else 50%."),
        ),
    ] = None,
    vacancies: VacanciesOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:  # fmt: skip
    """Exit 0: what comes out is for people to weigh."""
    from cs.promotion.shell import checked_ending
    from cs.promotion.simulating.exports import WRITERS
    from cs.promotion.simulating.running import run_simulation
    from cs.promotion.simulating.views import simulation_view
    from cs.promotion.simulating.wishes import Wishes
    from cs.terminal import fail, show, stdout, write_machine

    if leave:
        text = _("--leave is now --leavers; long leaves are the key `leave` of `simulate`.")
        raise fail(text)
    if out is not None:
        checked_ending(out, tuple(WRITERS))
    wishes = Wishes(
        against=against, years=years, runs=runs, seed=seed, leavers=tuple(leavers or ()), hire=hire,
        entry=entry, probation=probation, review=tuple(review or ()), others_met=others_met,
        waived=waived, persistence=persistence, vacancies=vacancies,
    )  # fmt: skip
    options = session_options(directory, policy, as_of, assume, quiet)
    finished = run_simulation(options, wishes)
    whole = finished.simulation
    if out is not None:
        data = WRITERS[out.suffix.lower()](whole)
        write(out, lambda _score, _extras: data, finished.answered, force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(WRITERS[f".{format_.value}"](whole))
        return
    console = stdout()
    for part in simulation_view(whole, console.width):
        show(console, part)
