"""`cs promote score`, `explain` and `eligible`: read, call, show."""

from dataclasses import replace
from pathlib import Path
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
    ROWS_SHOWN,
    BlindOption,
    CandidatesArgument,
    DecidedOption,
    EncodingOption,
    LimitOption,
    LotsOption,
    PostOption,
    SheetOption,
    VacanciesOption,
    Weighing,
    WeightOption,
    WindowOption,
)
from cs.promotion.shell import Answered, answer, write, writer_for

if TYPE_CHECKING:
    from cs.promotion.problem import PromotionScore

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("score", help=_("Score and rank candidates, and propose who fills the vacancies."))
def score(
    candidates: CandidatesArgument,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="ID", help=_("Show one candidate's score in full.")),
    ] = None,
    vacancies: VacanciesOption = None,
    window: WindowOption = None,
    limit: LimitOption = ROWS_SHOWN,
    seed: LotsOption = 0,
    decided: DecidedOption = None,
    weight: WeightOption = None,
    post: PostOption = None,
    blind: BlindOption = False,
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
    """Exit 1 if there are vacancies and nobody is proposed."""
    from cs.promotion.exports import WRITERS
    from cs.promotion.views import score_view
    from cs.terminal import Stop, stdout, write_machine

    writer = writer_for(out, WRITERS)
    _refuse_records(out, format_, blind=blind, whatif=bool(weight))
    options = session_options(directory, policy, as_of, assume, quiet)
    answered = answer(
        options, candidates, sheet, encoding, vacancies, window,
        seed=seed, decided=decided or (), post=post,
    )  # fmt: skip
    if blind:
        answered = _hide_names(answered, explain)
        explain = explain and answered.blind
    if weight:
        _show_whatif(answered, weight, limit or None)
        return
    if out is not None and writer is not None:
        write(out, writer, answered, force=force, quiet=quiet)
    if explain is not None:
        _show_explanation(answered, explain, format_)
    elif format_ is not Format.TABLE:
        write_machine(WRITERS[f".{format_.value}"](answered.score, answered.extras))
    else:
        console = stdout()
        for part in score_view(answered.score, limit or None, console.width):
            console.print(part)
    if _is_unfilled(answered.score):
        raise Stop(1)


@app.command("explain", help=_("Show how one candidate's score, rank and conditions come about."))
def explain(
    candidate: Annotated[
        str, typer.Argument(metavar="ID", help=_("The candidate's id."), show_default=False)
    ],
    candidates: Annotated[
        Path | None,
        typer.Option(
            "--candidates",
            metavar="FILE",
            help=_("Table of candidates and scores, CSV or XLSX; - is standard input."),
        ),
    ] = None,
    vacancies: VacanciesOption = None,
    window: WindowOption = None,
    seed: LotsOption = 0,
    decided: DecidedOption = None,
    post: PostOption = None,
    blind: BlindOption = False,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """The same as `cs promote score CANDIDATES --explain ID`; without a table, the conditions."""
    _refuse_records(None, format_, blind=blind, whatif=False)
    options = session_options(directory, policy, as_of, assume, quiet)
    answered = answer(
        options, candidates, sheet, encoding, vacancies, window,
        scored=candidates is not None, seed=seed, decided=decided or (), post=post,
    )  # fmt: skip
    if blind:
        answered = _hide_names(answered, candidate)
        candidate = answered.blind or candidate
    _show_explanation(answered, candidate, format_, scored=candidates is not None)


@app.command(
    "eligible", help=_("List who meets the conditions, who does not, and of whom it is unknown.")
)
def eligible(
    candidates: Annotated[
        Path | None,
        typer.Argument(
            metavar="[CANDIDATES]",
            help=_("Table of candidates; by default all of the staff table."),
            show_default=False,
        ),
    ] = None,
    window: WindowOption = None,
    limit: LimitOption = ROWS_SHOWN,
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
    """Scores are not looked at."""
    from cs.promotion.exports import ELIGIBILITY_WRITERS
    from cs.promotion.listing.views import eligibility_view
    from cs.terminal import stdout, write_machine

    writer = writer_for(out, ELIGIBILITY_WRITERS)
    options = session_options(directory, policy, as_of, assume, quiet)
    answered = answer(options, candidates, sheet, encoding, None, window, scored=False)
    if out is not None and writer is not None:
        write(out, writer, answered, force=force, quiet=quiet)
    if format_ is not Format.TABLE:
        write_machine(ELIGIBILITY_WRITERS[f".{format_.value}"](answered.score, answered.extras))
    else:
        console = stdout()
        for part in eligibility_view(answered.score, limit or None, console.width):
            console.print(part)


def _show_explanation(
    answered: Answered, id_: str, format_: Format, *, scored: bool = True
) -> None:
    """The arithmetic and conditions of one candidate; as data, the result with only that one."""
    from cs.promotion.explain_view import conditions_view, explain_view
    from cs.promotion.exports import score_csv, score_json
    from cs.terminal import stdout, write_machine

    index = _position_of(answered, id_)
    if format_ is Format.JSON:
        write_machine(score_json(answered.score, answered.extras, index))
    elif format_ is Format.CSV:
        write_machine(score_csv(answered.score, answered.extras, index))
    else:
        console = stdout()
        view = explain_view if scored else conditions_view
        for part in view(answered.score, index):
            console.print(part)


def _refuse_records(out: Path | None, format_: Format, *, blind: bool, whatif: bool) -> None:
    """Stop where a record is asked for of what is none."""
    from cs.terminal import fail

    if whatif and (out is not None or format_ is not Format.TABLE):
        raise fail(_("What if is only shown: leave out --out and --format."))
    is_record = format_ is Format.JSON or (out is not None and out.suffix.lower() != ".csv")
    if blind and is_record:
        raise fail(_("A blind result is no record: show it, or write it as .csv."))


def _position_of(answered: Answered, id_: str) -> int:
    """The candidate with an id; stops where there is none."""
    import numpy as np

    from cs.kernel.suggestions import nearest
    from cs.terminal import fail

    ids = answered.score.problem.candidates.ids
    found = np.flatnonzero(ids == id_)
    if not len(found):
        near = nearest(id_, [str(each) for each in ids[:10_000]])
        text = _("There is no candidate {id}.").format(id=id_)
        raise fail(f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text)
    return int(found[0])


def _hide_names(answered: Answered, id_: str | None) -> Answered:
    """The result with pseudonyms; that of the id asked about is `blind`."""
    import polars as pl

    from cs.promotion.blinding import blinded

    position = None if id_ is None else _position_of(answered, id_)
    score = blinded(answered.score)
    own = None if position is None else str(score.problem.candidates.ids[position])
    return replace(answered, score=score, extras=pl.DataFrame(), blind=own)


def _show_whatif(answered: Answered, weights: list[Weighing], limit: int | None) -> None:
    """Who would stand where under other weights."""
    from cs.promotion.ranking import decide
    from cs.promotion.whatif.views import whatif_view
    from cs.promotion.whatif.weights import reweighted
    from cs.terminal import fail, stdout

    score = answered.score
    words = [each.component for each in weights]
    if len(set(words)) < len(words):
        raise fail(_("A component's weight is stated twice."))
    try:
        problem = reweighted(score.problem, {each.component: each.percent for each in weights})
    except KeyError as error:
        text = _("There is no component {id}; there are: {ids}.")
        ids = _(", ").join(part.id for part in score.problem.components)
        raise fail(text.format(id=error.args[0], ids=ids)) from None
    except ValueError:
        raise fail(_("The weights named leave nothing, or less, for the others.")) from None
    for part in whatif_view(score, problem, decide(problem), limit):
        stdout().print(part)


def _is_unfilled(score_: "PromotionScore") -> bool:
    """Whether there are vacancies and nobody is proposed."""
    vacancies = score_.problem.vacancies
    if vacancies.origin == "unknown" or vacancies.count == 0:
        return False
    return score_.result.proposed == 0
