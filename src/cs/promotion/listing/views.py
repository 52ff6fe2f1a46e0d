"""Who meets the conditions, in the terminal: a row a person, a mark a condition."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.promotion.nearest.views import by_time
from cs.promotion.problem import PromotionScore, Verdict
from cs.promotion.record import by_eligibility, overalls
from cs.promotion.turning import turning
from cs.promotion.views import letters_for, more_rows
from cs.promotion.words import round_words, verdict_words
from cs.terminal import Column, plain, plain_table

NARROW = 60
"""Terminals of fewer columns get the table without names."""


def eligibility_view(
    score: PromotionScore, limit: int | None, width: int
) -> Iterator[RenderableType]:
    """Everybody with every condition: a letter a condition, explained below the table."""
    problem, result = score.problem, score.result
    words = verdict_words()
    marks = {Verdict.MET: "+", Verdict.UNMET: "-", Verdict.UNKNOWN: "?", Verdict.WAIVED: "w"}
    styles = {Verdict.MET: "green", Verdict.UNMET: "red", Verdict.UNKNOWN: "yellow",
              Verdict.WAIVED: "cyan"}  # fmt: skip
    answers = {
        Verdict.MET: _("eligible"),
        Verdict.WAIVED: _("eligible by waiver"),
        Verdict.UNMET: _("not eligible"),
        Verdict.UNKNOWN: _("eligibility unknown"),
    }
    of_code = {int(verdict): verdict for verdict in Verdict}
    everyone = [of_code[code] for code in overalls(result).tolist()]
    yield plain(
        _(
            "{policy}: people {count}, eligible {met}, not eligible {unmet}, unknown {unknown}"
        ).format(
            policy=score.name,
            count=len(everyone),
            met=everyone.count(Verdict.MET) + everyone.count(Verdict.WAIVED),
            unmet=everyone.count(Verdict.UNMET),
            unknown=everyone.count(Verdict.UNKNOWN),
        ),
        style="bold",
    )
    yield Text("")
    letters = letters_for(len(problem.requirements))
    days = turning(problem, result.verdicts).all
    narrow = width < NARROW
    columns: list[str | Column]
    rows = []
    for index in by_eligibility(problem, result)[:limit]:
        verdicts = [Verdict(int(column[index])) for column in result.verdicts]
        own = [Text(marks[verdict], style=styles[verdict]) for verdict in verdicts]
        answer = Text(answers[everyone[index]], style=styles[everyone[index]])
        last = by_time(int(days[index]))
        id_ = problem.candidates.ids[index]
        if narrow:
            rows.append((id_, Text("").join(own), answer, last))
        else:
            rows.append((id_, problem.candidates.names[index], *own, answer, last))
    if narrow:
        # names go, and the marks stand together under their letters; ids are never cut
        columns = [Column(_("Id"), keep=True), Column("".join(letters), keep=True), _("Answer"),
                   _("By time alone")]  # fmt: skip
    else:
        columns = [Column(_("Id"), keep=True), _("Name"),
                   *(Column(letter, keep=True) for letter in letters), _("Answer"),
                   Column(_("By time alone"), keep=True)]  # fmt: skip
    yield plain_table(columns, rows)
    yield from more_rows(len(everyone), limit)
    yield Text("")
    for letter, requirement in zip(letters, problem.requirements, strict=True):
        yield plain(f"{letter}  {requirement.name}")
    yield plain(
        _("+ {met}, - {unmet}, ? {unknown}, w {waived}").format(
            met=words[Verdict.MET],
            unmet=words[Verdict.UNMET],
            unknown=words[Verdict.UNKNOWN],
            waived=words[Verdict.WAIVED],
        ),
        style="dim",
    )
    yield plain(
        _("By time alone: the window by which time itself meets everything; -: never."),
        style="dim",
    )
    yield plain(round_words(problem))
