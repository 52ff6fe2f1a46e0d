"""`cs promote sensitivity`: read, call, show."""

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
from cs.promotion.options import (
    CandidatesArgument,
    DecidedOption,
    EncodingOption,
    PostOption,
    SheetOption,
    VacanciesOption,
    WindowOption,
)
from cs.promotion.shell import Answered, answer, write

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(add_completion=False, rich_markup_mode=None)

MOST_CONTENDERS = 3_000
"""Exact fractions and rank tables of more take minutes and gigabytes."""
ROWS_SHOWN = 20


@app.command(
    "sensitivity",
    help=_("How firmly the winners stand: weights, raters, ranks, selection rates."),
)
def sensitivity(
    candidates: CandidatesArgument,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="COLUMN",
            help=_("Selection rates by this column of the candidates' or the staff table."),
        ),
    ] = None,
    concentration: Annotated[
        float,
        typer.Option(
            "--concentration",
            metavar="N",
            min=1,
            max=1_000_000,
            help=_("How near drawn weights are to the policy's; larger is nearer."),
        ),
    ] = 100,
    draws: Annotated[
        int,
        typer.Option(
            "--draws", metavar="N", min=1, max=1_000_000, help=_("How often weights are drawn.")
        ),
    ] = 10_000,
    resamples: Annotated[
        int,
        typer.Option(
            "--resamples", metavar="N", min=1, max=100_000, help=_("How often raters are drawn.")
        ),
    ] = 1_000,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="N", min=0, max=2**31 - 1, help=_("Seed of the draws, and of lots.")
        ),
    ] = 0,
    vacancies: VacanciesOption = None,
    window: WindowOption = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="N", min=0, help=_("Most rows of each table; 0 shows all.")
        ),
    ] = ROWS_SHOWN,
    decided: DecidedOption = None,
    post: PostOption = None,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit 0: what is found is for people to weigh."""
    from cs.promotion.problem import Outcome
    from cs.promotion.sensitivity.exports import WRITERS
    from cs.promotion.sensitivity.records import Drawing
    from cs.promotion.sensitivity.running import analyse
    from cs.promotion.sensitivity.views import sensitivity_view
    from cs.terminal import fail, show, stdout, write_machine

    if out is not None and out.suffix.lower() not in WRITERS:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(WRITERS)))
    options = session_options(directory, policy, as_of, assume, quiet)
    answered = answer(
        options, candidates, sheet, encoding, vacancies, window,
        seed=seed, decided=decided or (), post=post,
    )  # fmt: skip
    if int((answered.score.result.outcomes <= Outcome.BELOW_MARK).sum()) > MOST_CONTENDERS:
        text = _("Sensitivity is worked out for {most} ranked candidates at most.")
        raise fail(text.format(most=MOST_CONTENDERS))
    groups = () if by is None else groups_of(answered, by)
    whole = analyse(answered.score, Drawing(seed, resamples, draws, concentration), by, groups)
    if out is not None:
        data = WRITERS[out.suffix.lower()](whole)
        write(out, lambda _score, _extras: data, answered, force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(WRITERS[f".{format_.value}"](whole))
        return
    console = stdout()
    for part in sensitivity_view(whole, limit or None, console.width):
        show(console, part)


def groups_of(answered: Answered, column: str) -> "Sequence[str]":
    """What the column says of each candidate: of the candidates' table, else of the staff table."""
    from dataclasses import fields

    from cs.kernel.agents import Agent
    from cs.kernel.suggestions import nearest
    from cs.tables.headers import canonical, fold_header
    from cs.tables.schema import STAFF
    from cs.terminal import fail

    wanted = fold_header(column)
    for name in answered.extras.columns:
        if fold_header(name) == wanted:
            return [str(value or "") for value in answered.extras[name].to_list()]
    known = [each.name for each in fields(Agent) if each.name not in ("place", "id")]
    own = canonical(column, STAFF)
    if own in known and answered.staff is not None:
        named = {agent.id: getattr(agent, own) for agent in answered.staff}
        ids = answered.score.problem.candidates.ids
        return [str(named.get(str(id_)) or "") for id_ in ids]
    near = nearest(column, [*answered.extras.columns, *known])
    text = _("There is no column {column} to group by.").format(column=column)
    raise fail(f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text)
