"""The reports in the terminal: all teams in one table, or one team in full."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import RenderableType
from rich.text import Text

from cs.kernel.texts import plain as digits
from cs.locale import _, translate, translate_duration
from cs.review.report.record import number
from cs.review.report.team import Reports, TeamReport
from cs.stacking import fitting_table
from cs.terminal import Column, plain

_BLOCKS = "▁▂▃▄▅▆▇█"


def report_view(found: Reports, limit: int | None) -> Iterator[RenderableType]:
    """One team in full if there is one, else all in a table.

    Args:
        limit: most rows of the attention list; None for all.
    """
    problem = found.result.problem
    yield plain(
        _("{policy}, {period}: report").format(policy=problem.rules.name, period=problem.period),
        style="bold",
    )
    if recipient := recipient_words(found):
        yield plain(recipient)
    if len(found.teams) == 1:
        yield from _team(found, found.teams[0], limit)
        yield from _hiding(found)
    else:
        yield _overview(found)
        yield from _hiding(found)
        grades = _(", ").join(each.name for each in problem.rules.grades)
        if grades:
            yield plain(_("Grades in this order: {grades}.").format(grades=grades), style="dim")
        yield plain(
            _("Trend over {count} periods. --team NAME shows one team in full.").format(
                count=len(found.periods)
            ),
            style="dim",
        )


def hiding_words() -> str:
    """Why a figure may be missing."""
    return _("Figures that would tell what few anonymous raters said are left out.")


def _hiding(found: Reports) -> Iterator[Text]:
    if any(team.hides for team in found.teams):
        yield plain(hiding_words(), style="dim")


def recipient_words(found: Reports) -> str:
    """To whom the report goes, and when; empty if the policy does not say."""
    report = found.result.problem.rules.report
    if report is None:
        return ""
    if report.within is None:
        return _("To: {role}.").format(role=report.to)
    return _("To: {role}, within {within} after the period.").format(
        role=report.to, within=translate_duration(report.within)
    )


def trend(values: tuple[Fraction | None, ...]) -> str:
    """Values as blocks of rising height, a blank for none."""
    there = [each for each in values if each is not None]
    if not there:
        return ""
    low, high = min(there), max(there)
    span = high - low or Fraction(1)
    return "".join(
        " " if each is None else _BLOCKS[int((each - low) / span * (len(_BLOCKS) - 1))]
        for each in values
    )


def conduct_headings(found: Reports) -> list[str]:
    """Headings of attendance and discipline, as far as there are tables of them."""
    headings = []
    if found.conduct.days is not None:
        headings.append(_("Leave"))
    if found.conduct.punished is not None:
        headings.append(_("Discipline"))
    return headings


def conduct_cells(team: TeamReport) -> list[int]:
    """Days on leave and punishments of a team, as far as there are tables of them."""
    return [each for each in (team.away, team.discipline) if each is not None]


def conduct_words(found: Reports, team: TeamReport) -> str:
    """The same as a sentence; empty without tables."""
    parts = []
    if team.away is not None:
        parts.append(
            _("Leave: {days} of {whole} working days of all.").format(
                days=team.away, whole=found.conduct.workdays * team.size
            )
        )
    if team.discipline is not None:
        parts.append(_("Discipline: cases {count}.").format(count=team.discipline))
    return " ".join(parts)


def _overview(found: Reports) -> RenderableType:
    return fitting_table(
        [
            Column(_("Team"), keep=True),
            Column(_("People"), right=True),
            Column(_("Mean score"), right=True),
            Column(_("Trend"), keep=True),
            Column(_("Grades"), keep=True),
            *(Column(heading, right=True) for heading in conduct_headings(found)),
            Column(_("To look after"), right=True),
            Column(_("Weakest"), keep=True),
        ],
        [
            (
                team.team or "-",
                team.size,
                _shown(team.scores[-1]),
                trend(team.scores),
                "/".join(map(str, team.grades)),
                *conduct_cells(team),
                len(team.attention),
                team.weakest.rule.name if team.weakest else "-",
            )
            for team in found.teams
        ],
    )


def _team(found: Reports, team: TeamReport, limit: int | None) -> Iterator[RenderableType]:
    grades = found.result.problem.rules.grades
    yield plain(
        _("{team}: people {count}, mean score {score}").format(
            team=team.team or "-", count=team.size, score=_shown(team.scores[-1])
        )
    )
    if grades:
        counts = zip(grades, team.grades, strict=True)
        yield plain(_(", ").join(f"{grade.name} {count}" for grade, count in counts))
    if said := conduct_words(found, team):
        yield plain(said)
    yield Text("")
    yield fitting_table(
        [
            _("Indicator"),
            Column(_("Value"), right=True),
            Column(_("Target"), right=True),
            Column(_("Points"), right=True),
            Column(_("Reached by"), right=True),
            Column(_("Trend"), keep=True),
        ],
        [
            (
                line.rule.name,
                f"{_shown(line.values[-1])} {line.rule.unit or ''}".strip(),
                digits(line.rule.target),
                _shown(line.points),
                f"{line.reached}/{line.counted}",
                trend(line.values),
            )
            for line in team.indicators
        ],
    )
    yield Text("")
    if not team.attention:
        yield plain(_("Nobody needs to be looked after."))
        return
    yield plain(_("To look after: {count}").format(count=len(team.attention)), style="bold")
    yield fitting_table(
        [Column(_("Id"), keep=True), Column(_("Name"), keep=True),
         Column(_("Score"), right=True, keep=True), Column(_("Trend"), keep=True), _("Why")],
        [
            (
                each.agent.id,
                each.agent.name,
                "-" if each.score is None else each.score,
                trend(tuple(None if one is None else Fraction(one) for one in each.scores)),
                _("; ").join(translate(why) for why in each.why),
            )
            for each in team.attention[:limit]
        ],
    )  # fmt: skip
    if limit is not None and len(team.attention) > limit:
        text = _("… and {count} more; --limit 0 shows all.")
        yield plain(text.format(count=len(team.attention) - limit), style="dim")


def _shown(value: Fraction | None) -> str:
    return "-" if value is None else str(number(value))
