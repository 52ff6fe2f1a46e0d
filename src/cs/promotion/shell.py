"""What the commands of `cs promote` share: their options, reading a round, writing an answer."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from cs.options import SessionOptions
    from cs.promotion.exports import Writer
    from cs.promotion.histories import Past
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.problem import PromotionScore
    from cs.promotion.vacancies import KnownGrade
    from cs.session import Session
    from cs.tables.raw import RawTable

VERIFIED_AT_MOST = 5_000
"""Up to so many candidates the result is verified in fractions before it is shown."""
ROWS_SHOWN = 50
_MONTH = re.compile(r"((?:19|20|21)\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def parse_month(text: str | date) -> date:
    """The first day of a month written `YYYY-MM`.

    Raises:
        ValueError: no such month.
    """
    if isinstance(text, date):
        return text
    match = _MONTH.fullmatch(text)
    if match is None:
        raise ValueError(_("a month is written YYYY-MM, from 1900-01 to 2199-12"))
    return date(int(match[1]), int(match[2]), 1)


CandidatesArgument = Annotated[
    Path,
    typer.Argument(
        metavar="CANDIDATES",
        help=_("Table of candidates and scores, CSV or XLSX; - is standard input."),
        show_default=False,
    ),
]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", help=_("Sheet of the workbook to read."))
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding", metavar="NAME", help=_("Encoding of the CSV; by default found out.")
    ),
]
WindowOption = Annotated[
    date | None,
    typer.Option(
        "--window",
        metavar="YYYY-MM",
        parser=parse_month,
        help=_("The promotion window; by default the next one that is not over."),
    ),
]
VacanciesOption = Annotated[
    int | None,
    typer.Option(
        "--vacancies",
        metavar="N",
        min=0,
        max=1_000_000,
        help=_("How many to propose; by default the policy's, else headcount less holders."),
    ),
]
LimitOption = Annotated[
    int,
    typer.Option("--limit", metavar="N", min=0, help=_("Most rows of each table; 0 shows all.")),
]


@dataclass(frozen=True)
class Answered:
    """A result, the columns passed through, and the workspace that input files are relative to."""

    score: "PromotionScore"
    extras: "pl.DataFrame"
    root: Path


def answer(
    options: "SessionOptions",
    candidates: Path | None,
    sheet: str | None,
    encoding: str | None,
    vacancies: int | None,
    window: date | None,
    *,
    scored: bool = True,
) -> Answered:
    """Read everything, build the problem, decide, verify."""
    from cs.promotion.building import Surroundings, build, staff_table
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.problem import PromotionScore
    from cs.promotion.ranking import decide
    from cs.promotion.reviews import known_reviews
    from cs.promotion.vacancies import count_vacancies
    from cs.promotion.windows import find_round
    from cs.review.policy import ReviewPolicy
    from cs.session import open_session
    from cs.terminal import fail

    session = open_session(options)
    policy = session.one(PromotionPolicy).policy
    staff = session.staff() if session.workspace.tables.staff else None
    if candidates is not None:
        table = read_candidates(session, candidates, sheet, encoding)
    elif staff is not None:
        table = staff_table(staff)
    else:
        raise fail(_("The workspace states no staff table; name a table of candidates."))
    grades = grades_in_force(session)
    round_ = find_round(policy.windows, session.as_of, window)
    known = Surroundings(
        calendar=session.calendar,
        round=round_,
        vacancies=count_vacancies(policy, vacancies, grades, staff, round_.day),
        staff=staff,
        grades=grades,
        past=read_past(session, policy),
        reviews=known_reviews(
            (each.policy for each in session.policies.of(ReviewPolicy)), session.as_of
        ),
    )
    built = build(table, policy, known, scored=scored)
    session.stop_on(built.findings)
    if built.problem is None:
        raise AssertionError("a table without errors gave no problem")
    result = decide(built.problem)
    score_ = PromotionScore(policy.id, policy.name, session.provenance(0, 1), built.problem, result)
    _verify(score_)
    return Answered(score_, built.extras, session.root)


def read_candidates(
    session: "Session", path: Path, sheet: str | None, encoding: str | None
) -> "RawTable":
    from cs.terminal import fail, reason_of

    try:
        return session.table(path, "candidates", sheet, encoding)
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=path, reason=reason_of(error))) from None


def grades_in_force(session: "Session") -> "tuple[KnownGrade, ...]":
    """The grades of all ladders in force."""
    from cs.career.policy import LadderPolicy
    from cs.promotion.ladders import known_grades

    ladders = [each for each in session.policies.of(LadderPolicy)
               if each.policy.in_force(session.as_of)]  # fmt: skip
    if len(ladders) == 1:
        only = session.optional(LadderPolicy)
        ladders = [only] if only is not None else []
    return known_grades((each.policy for each in ladders), session.as_of)


def read_past(session: "Session", policy: "PromotionPolicy") -> "Past":
    """The tables of agents' past that the policy's conditions look at and the workspace states."""
    from cs.promotion.histories import Past
    from cs.promotion.history_facts import tables_needed

    stated = [role for role in tables_needed(policy) if getattr(session.workspace.tables, role)]
    return Past(**{role: getattr(session, role)() for role in stated})


def _verify(score_: "PromotionScore") -> None:
    """Recompute the result in fractions; a difference is a bug of ours."""
    from cs.promotion.verifier import verify

    if len(score_.problem.candidates) <= VERIFIED_AT_MOST:
        wrong = next(verify(score_.problem, score_.result), None)
        if wrong is not None:
            raise AssertionError(wrong.english())


def writer_for(out: Path | None, writers: "Mapping[str, Writer]") -> "Writer | None":
    """The writer for the file's ending; None without a file."""
    from cs.terminal import fail

    if out is None:
        return None
    if out.suffix.lower() not in writers:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(writers)))
    return writers[out.suffix.lower()]


def write(out: Path, writer: "Writer", answered: Answered, *, force: bool, quiet: bool) -> None:
    from cs.export.files import write_whole
    from cs.terminal import fail, reason_of, say

    inputs = [answered.root / one.file for one in answered.score.provenance.inputs]
    if any(out.exists() and each.exists() and each.samefile(out) for each in inputs):
        text = _("{file} was read for this result; write it to another file.")
        raise fail(text.format(file=out))
    try:
        write_whole(out, writer(answered.score, answered.extras), force)
    except FileExistsError:
        raise fail(_("{file} exists; --force replaces it.").format(file=out)) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        text = _("{file} cannot be written: {reason}")
        raise fail(text.format(file=out, reason=reason)) from None
    say(_("Written: {file}").format(file=out), quiet=quiet)
