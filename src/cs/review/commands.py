"""`cs review score`: read, call, show; and what the commands of `cs review` share."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.kernel.periods import Period, parse_period
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
    SessionOptions,
    session_options,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from typing import TypeVar

    from rich.console import RenderableType

    from cs.kernel.findings import Finding
    from cs.kernel.histories import Rating
    from cs.kernel.periods import Cycle
    from cs.review.policy import ReviewPolicy
    from cs.review.problem import ReviewScore
    from cs.session import Session
    from cs.tables.raw import RawTable

    W = TypeVar("W")

ROWS_SHOWN = 50
VERIFIED_AT_MOST = 5_000
"""Up to so many agents the result is verified in fractions before it is shown."""

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)


def parse_named(text: str | Period) -> Period:
    """A period by its name.

    Raises:
        ValueError: no such name.
    """
    if isinstance(text, Period):
        return text
    try:
        return parse_period(text)
    except ValueError:
        raise ValueError(
            _("a period is written as tables do, for example 2026-10, 2026Q3, 2026H1 or 2026")
        ) from None


RatingsArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[RATINGS]",
        help=_("Table of ratings, CSV or XLSX; by default the workspace's."),
        show_default=False,
    ),
]
PeriodOption = Annotated[
    Period | None,
    typer.Option(
        "--period",
        metavar="P",
        parser=parse_named,
        help=_(
            "The period, such as 2026-10 or 2026Q3; by default the newest whose results are due."
        ),
    ),
]
LimitOption = Annotated[
    int,
    typer.Option("--limit", metavar="N", min=0, help=_("Most rows of each table; 0 shows all.")),
]


@app.command("score", help=_("Score a period's ratings: grades, what follows, who is coached."))
def score(
    ratings: RatingsArgument = None,
    period: PeriodOption = None,
    agent: Annotated[
        str | None,
        typer.Option("--agent", metavar="ID", help=_("Show how one agent's result comes about.")),
    ] = None,
    limit: LimitOption = ROWS_SHOWN,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    out: OutOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit 0, also where agents have no result: the list says why."""
    from cs.review.explaining.views import explain_view
    from cs.review.exports import WRITERS, score_csv, score_json
    from cs.review.views import score_view
    from cs.terminal import write_machine

    writer = writer_for(out, WRITERS)
    options = session_options(directory, policy, as_of, assume, quiet)
    result, session = answer(options, ratings, period)
    if out is not None and writer is not None:
        write(out, writer(result), result, session.root, force=force, quiet=quiet)
    only = None if agent is None else _position(result, agent)
    if format_ is not Format.TABLE:
        write_machine((score_json if format_ is Format.JSON else score_csv)(result, only))
    elif only is not None:
        show_parts(explain_view(result, only))
    else:
        show_parts(score_view(result, limit or None))


def answer(
    options: SessionOptions, ratings: Path | None, period: Period | None
) -> "tuple[ReviewScore, Session]":
    """Read everything, build the problem, decide, verify."""
    from cs.kernel.periods import newest_due
    from cs.review.building import build
    from cs.review.deciding import decide
    from cs.review.following import Past, recorded
    from cs.review.hiding import hide
    from cs.review.policy import ReviewPolicy
    from cs.review.problem import ReviewScore
    from cs.review.verifier import verify
    from cs.session import open_session
    from cs.terminal import say

    session = open_session(options)
    document = session.one(ReviewPolicy)
    policy = document.policy
    cycle = cycle_of(policy)
    tables = session.workspace.tables
    staff = session.staff() if tables.staff else None
    newest = (
        newest_due(cycle, session.as_of, policy.results_within, session.calendar)
        if period is None
        else number_of(cycle, period, policy)
    )
    read = read_ratings_table(
        session,
        ratings,
        lambda rows: build(policy, cycle, staff, rows, newest, document.place).findings,
    )
    built = build(policy, cycle, staff, read, newest, document.place)
    session.stop_on(built.findings)
    problem = built.problems[newest]
    if read and not any(problem.voices):
        text = _("No rating is of {period}; the newest is of {newest}.")
        last = max((each.period for each in read), key=lambda each: each.start)
        say(text.format(period=problem.period, newest=last), quiet=options.quiet)
    past = Past(
        cycle,
        session.calendar,
        recorded(built.rules, cycle, session.reviews() if tables.reviews else ()),
        session.leave() if tables.leave else (),
        policy.begins(),
    )
    scores, agents, earlier, findings = decide(built, newest, past, document.place)
    session.show(findings)
    wait = policy.results_within
    due = problem.period.end + timedelta(days=1)
    if wait is not None:
        due = wait.after(problem.period.end, session.calendar)
    if len(problem.agents) <= VERIFIED_AT_MOST:
        wrong = next(verify(problem, scores), None)
        if wrong is not None:
            raise AssertionError(wrong.english())
    provenance = session.provenance(0, 1)
    hidden = {each.number: hide(each, of) for each, of in ((problem, scores), *earlier)}
    outside = built.outside[newest]
    return (
        ReviewScore(problem, scores, agents, due, outside, findings, earlier, provenance, hidden),
        session,
    )


def show_parts(parts: "Iterable[RenderableType]") -> None:
    """Print the parts of a view, lines of text broken where they may be."""
    from rich.text import Text

    from cs.terminal import show, stdout
    from cs.wrapping import wrap

    console = stdout()
    for part in parts:
        if isinstance(part, Text):
            lines = wrap(part.plain, console.width)
            show(console, Text("\n".join(lines), style=part.style))
        else:
            show(console, part)


def cycle_of(policy: "ReviewPolicy") -> "Cycle":
    """The periods of a review; stops where it has none."""
    from cs.terminal import fail

    cycle = policy.periods()
    if cycle is None:
        text = _("The cycle of {policy} is not whole months, so that it has no periods.")
        raise fail(text.format(policy=policy.id))
    return cycle


def number_of(cycle: "Cycle", period: Period, policy: "ReviewPolicy") -> int:
    """The number of a period that somebody names; stops where the review has none such."""
    from cs.terminal import fail

    number = cycle.number_of(period)
    if number is None:
        near = cycle.period(cycle.number_at(period.start))
        text = _("{period} is no period of the review {policy}; one is {near}.")
        raise fail(text.format(period=period, policy=policy.id, near=near))
    return number


def read_ratings_table(
    session: "Session",
    ratings: Path | None,
    further: "Callable[[Sequence[Rating]], tuple[Finding, ...]]",
) -> "tuple[Rating, ...]":
    """The ratings of the table named, else of the workspace's.

    Args:
        further: what is wrong with the rows that could be read; shown with bad cells in one run.
    """
    from cs.kernel.findings import has_errors
    from cs.tables.histories import read_ratings
    from cs.terminal import fail, reason_of

    def read(
        raws: "Sequence[RawTable]", known: "Collection[str] | None"
    ) -> "tuple[tuple[Rating, ...], tuple[Finding, ...]]":
        rows, findings = read_ratings(raws, known)
        return rows, (*findings, *further(rows)) if has_errors(findings) else findings

    if ratings is None:
        if not session.workspace.tables.ratings:
            raise fail(_("The workspace states no table of ratings; name one."))
        return session.people("ratings", read)
    try:
        raw = session.table(ratings, "ratings")
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=ratings, reason=reason_of(error))) from None
    staff = session.staff() if session.workspace.tables.staff else None
    known = None if staff is None else frozenset(each.id for each in staff)
    found, findings = read([raw], known)
    session.stop_on(findings)
    return found


def writer_for(out: Path | None, writers: "Mapping[str, W]") -> "W | None":
    """The writer for the file's ending; None without a file."""
    from cs.terminal import fail

    if out is None:
        return None
    if out.suffix.lower() not in writers:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(writers)))
    return writers[out.suffix.lower()]


def write(
    out: Path, data: bytes, result: "ReviewScore", root: Path, *, force: bool, quiet: bool
) -> None:
    """Write a result's bytes, never over what it was read from."""
    from cs.export.files import write_whole
    from cs.terminal import fail, reason_of, say

    inputs = [root / one.file for one in result.provenance.inputs]
    if any(out.exists() and each.exists() and each.samefile(out) for each in inputs):
        text = _("{file} was read for this result; write it to another file.")
        raise fail(text.format(file=out))
    try:
        write_whole(out, data, force)
    except FileExistsError:
        raise fail(_("{file} exists; --force replaces it.").format(file=out)) from None
    except OSError as error:
        text = _("{file} cannot be written: {reason}")
        raise fail(text.format(file=out, reason=reason_of(error))) from None
    say(_("Written: {file}").format(file=out), quiet=quiet)


def _position(result: "ReviewScore", id_: str) -> int:
    from cs.kernel.suggestions import nearest
    from cs.terminal import fail

    ids = [agent.id for agent in result.problem.agents]
    if id_ in ids:
        return ids.index(id_)
    near = nearest(id_, ids[:10_000])
    text = _("{id} is not under review in {period}.").format(id=id_, period=result.problem.period)
    raise fail(f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text)
