"""`cs promote forms` and `cs promote collect`: read, call, show."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    ForceOption,
    PolicyOption,
    QuietOption,
    parse_day,
    session_options,
)
from cs.promotion.options import (
    EncodingOption,
    LotsOption,
    PostOption,
    SheetOption,
    VacanciesOption,
    WindowOption,
)

if TYPE_CHECKING:
    from cs.kernel.agents import Agent
    from cs.promotion.forms.problem import Days, Form, Person
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.shell import Answered
    from cs.session import Session
    from cs.tables.raw import RawTable

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
FORM_ENDINGS = (".xlsx", ".html")
DECIDED = frozenset({"notice", "letter"})
"""Papers that tell of a decision: they are written for those who are proposed, and nobody else."""


@app.command("forms", help=_("Write a form for candidates: to fill in, to print, to publish."))
def forms(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORM",
            help=_(
                "One of application, scores, review, notice, letter; or a component, step or form."
            ),
            show_default=False,
        ),
    ],
    candidates: Annotated[
        Path,
        typer.Option(
            "--candidates",
            metavar="FILE",
            help=_("Table of candidates and scores, CSV or XLSX; - is standard input."),
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help=_("The .xlsx or .html file to write.")),
    ],
    raters: Annotated[
        list[str] | None,
        typer.Option(
            "--rater",
            metavar="ID",
            help=_("A rater, who gets a sheet of their own; may be repeated."),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="ID", help=_("This candidate only; may be repeated.")),
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(
            "--from",
            metavar="DATE",
            parser=parse_day,
            help=_("The day on which a notice is published; by default the as-of date."),
        ),
    ] = None,
    window: WindowOption = None,
    vacancies: VacanciesOption = None,
    seed: LotsOption = 0,
    post: PostOption = None,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    assume: AssumeOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit code 2 if the policy has no such form, or a letter is meant for who is not proposed."""
    from cs.promotion.forms.exports import forms_html, forms_xlsx
    from cs.promotion.forms.pages import kind_name, pages_of
    from cs.promotion.shell import (
        answer,
        checked_ending,
        grades_in_force,
        policy_for,
        read_candidates,
        save,
    )
    from cs.session import open_session

    checked_ending(out, FORM_ENDINGS)
    options = session_options(directory, policy, as_of, assume, quiet)
    session = open_session(options)
    chosen = policy_for(session, scored=False)
    meant = _chosen(chosen, form)
    if meant.kind in DECIDED:
        answered = answer(
            options, candidates, sheet, encoding, vacancies, window, seed=seed, post=post
        )
        people = _proposed(session, answered, only or [])
    else:
        table = read_candidates(session, candidates, sheet, encoding)
        people = _people(session, table, chosen, only or [])
    grades = {grade.id: grade.name for grade in grades_in_force(session)}
    target = grades.get(chosen.target_grade or "", chosen.target_grade or chosen.name)
    days = _days(session, chosen, published, window)
    pages = pages_of(meant, chosen, people, raters or [], days, target)
    title = meant.name or kind_name(meant.kind)
    data = (
        forms_xlsx(pages, title, session.as_of)
        if out.suffix.lower() == ".xlsx"
        else forms_html(pages, title)
    )
    save(out, data, force=force, quiet=quiet)


@app.command("collect", help=_("Read filled forms back into a table of candidates."))
def collect(
    filled: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILLED...", help=_("Filled forms, XLSX or CSV."), show_default=False
        ),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", help=_("The .csv file that cs promote score takes.")),
    ],
    candidates: Annotated[
        Path | None,
        typer.Option(
            "--candidates",
            metavar="FILE",
            help=_("The table the forms were made from: its candidates and other columns stay."),
        ),
    ] = None,
    assume: AssumeOption = None,
    force: ForceOption = False,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Exit code 2 if a cell is bad; then nothing is written."""
    from cs.export.text import csv_bytes
    from cs.locale import translate
    from cs.promotion.forms.collecting import collect as join
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.shell import checked_ending, read_candidates, save
    from cs.session import open_session
    from cs.terminal import say

    checked_ending(out, (".csv",))
    session = open_session(session_options(directory, policy, as_of, assume, quiet))
    chosen = session.one(PromotionPolicy).policy
    base = None if candidates is None else read_candidates(session, candidates, None, None)
    tables = [table for path in filled for table in _tables(session, path)]
    collected = join(tables, base, chosen)
    session.stop_on(collected.findings)
    save(out, csv_bytes(collected.header, collected.rows), force=force, quiet=quiet)
    text = _("Candidates {people}, scores {values}, sheets {sheets}.")
    said = text.format(people=len(collected.rows), values=collected.values, sheets=len(tables))
    say(said, quiet=quiet)
    for missing in collected.missing:
        say(translate(missing))


def _tables(session: "Session", path: Path) -> "list[RawTable]":
    """The table of each visible sheet of a workbook but the guide; a CSV file is one."""
    from cs.promotion.forms.exports import GUIDES
    from cs.tables.parts import NotAWorkbook, open_workbook
    from cs.tables.reading import read_raw
    from cs.terminal import fail, reason_of
    from cs.workspace import read_input

    try:
        file = read_input(path, "form", session.root)
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=path, reason=reason_of(error))) from None
    session.record(file.record)
    data, name = file.source.data, file.source.file
    sheets: list[str | None] = [None]
    if data[:2] == b"PK":
        try:
            book = open_workbook(data)
        except (NotAWorkbook, ValueError):
            pass  # read_raw says what is wrong with it
        else:
            sheets = [each.name for each in book.sheets if each.visible and each.name not in GUIDES]
    tables = []
    for sheet in sheets:
        raw = read_raw(data, name if sheet is None else f"{name}[{sheet}]", sheet)
        if isinstance(raw, tuple):
            session.stop_on(raw)
        else:
            tables.append(raw)
    return tables


def _chosen(policy: "PromotionPolicy", word: str) -> "Form":
    from cs.kernel.suggestions import nearest
    from cs.kernel.texts import fold
    from cs.promotion.forms.choosing import forms_of, names_of
    from cs.terminal import fail

    known = forms_of(policy)
    if fold(word) in known:
        return known[fold(word)]
    names = names_of(policy)
    near = nearest(word, names)
    text = _("The policy {id} has no form {name}; it has {names}.")
    said = text.format(id=policy.id, name=word, names=_(", ").join(names))
    raise fail(f"{said} {_('Did you mean {word}?').format(word=near)}" if near else said)


def _people(
    session: "Session", table: "RawTable", policy: "PromotionPolicy", only: list[str]
) -> "tuple[Person, ...]":
    """The candidates of the table, with what the staff table knows of them."""
    from cs.promotion.forms.collecting import collect as join
    from cs.terminal import fail

    joined = join([], table, policy)
    session.stop_on([each for each in joined.findings if each.code.startswith("TAB")])
    staff = {agent.id: agent for agent in session.staff()}
    people = [
        _person(str(row[0]), str(row[1] or ""), staff.get(str(row[0]))) for row in joined.rows
    ]
    unknown = [id_ for id_ in only if id_ not in {each.id for each in people}]
    if unknown:
        raise fail(_("There is no candidate {id}.").format(id=unknown[0]))
    return tuple(each for each in people if not only or each.id in only)


def _person(id_: str, name: str, agent: "Agent | None") -> "Person":
    from cs.promotion.forms.problem import Person

    if agent is None:
        return Person(id_, name or id_)
    return Person(id_, name or agent.name, agent.team, agent.post, agent.grade, agent.grade_since,
                  agent.hired)  # fmt: skip


def _proposed(session: "Session", answered: "Answered", only: list[str]) -> "tuple[Person, ...]":
    """Those whom the round proposes, in their order; stops where somebody else is meant."""
    from cs.promotion.problem import Outcome
    from cs.promotion.words import outcome_words
    from cs.terminal import fail

    problem, result = answered.score.problem, answered.score.result
    outcomes = {
        str(problem.candidates.ids[index]): Outcome(int(result.outcomes[index]))
        for index in result.order.tolist()
    }
    words = outcome_words()
    for id_ in only:
        if id_ not in outcomes:
            raise fail(_("There is no candidate {id}.").format(id=id_))
        if outcomes[id_] is not Outcome.PROPOSED:
            text = _("{id} is not proposed ({outcome}); this paper is for those who are.")
            raise fail(text.format(id=id_, outcome=words[outcomes[id_]]))
    if problem.vacancies.origin == "unknown":
        raise fail(_("How many vacancies there are is not known; say it with --vacancies N."))
    staff = {agent.id: agent for agent in session.staff()}
    names = dict(
        zip(map(str, problem.candidates.ids), map(str, problem.candidates.names), strict=True)
    )
    people = tuple(
        _person(id_, names[id_], staff.get(id_))
        for id_, outcome in outcomes.items()
        if outcome is Outcome.PROPOSED and (not only or id_ in only)
    )
    if not people:
        raise fail(_("The round proposes nobody; there is nobody to write this paper for."))
    return people


def _days(
    session: "Session", policy: "PromotionPolicy", published: date | None, window: date | None
) -> "Days":
    """The days that notices and letters name, on the calendar of the round."""
    from cs.promotion.forms.problem import Days
    from cs.promotion.process.planning import plan_from, plan_round, trial_end
    from cs.promotion.timetable import step_end
    from cs.promotion.windows import find_round
    from cs.terminal import fail

    first = published or session.as_of
    notice = next((step for step in policy.process if step.act == "notice"), None)
    round_ = find_round(policy.windows, session.as_of, window)
    numbers = [n for n, each in enumerate(policy.windows) if each.month == round_.day.month]
    try:
        planned = (
            plan_round(policy, numbers[0], int(str(round_.window)[:4]), session.calendar)
            if numbers
            else plan_from(policy, round_.day, session.calendar)
        )
        lasts = policy.probation.lasts if policy.probation else None
        return Days(
            first,
            step_end(notice, first, session.calendar) if notice else None,
            planned.effect,
            trial_end(lasts, planned.effect, session.calendar) if lasts else None,
        )
    except ValueError:
        raise fail(_("The steps go on beyond the calendar.")) from None
