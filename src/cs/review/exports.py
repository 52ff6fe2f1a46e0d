"""A review's result as the bytes of a file: one writer a format, chosen by the file's ending.

The CSV and the first sheet of the workbook are a table of reviews as well: a workspace that lists
the file under `tables: reviews` gives it to the conditions of promotions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from cs.locale import _, translate
from cs.review.problem import Reviewed, ReviewScore
from cs.review.reasons import reasons
from cs.review.record import by_score, score_record
from cs.review.scoring import quantise

if TYPE_CHECKING:
    from cs.export.workbook import Sheet

HEADER = (
    "agent", "name", "team", "period", "review", "grade", "score", "change", "run", "follows",
    "coached", "why",
)  # fmt: skip


def score_json(result: ReviewScore, only: int | None = None) -> bytes:
    """The record, as JSON; with `only`, of all agents this one alone is listed."""
    from cs.export.text import json_bytes

    return json_bytes(score_record(result, only))


def score_csv(result: ReviewScore, only: int | None = None) -> bytes:
    """A row an agent."""
    from cs.export.text import csv_bytes

    return csv_bytes(HEADER, _rows(result, only))


def score_xlsx(result: ReviewScore) -> bytes:
    """A workbook: results, points of each indicator, who is coached, and the record.

    Raises:
        ValueError: more agents than a sheet has rows.
    """
    from cs.export.workbook import Sheet, workbook_bytes

    return workbook_bytes(
        [
            Sheet(_("Results"), HEADER, list(_rows(result, None)), frozen_columns=2, filters=True),
            _points_sheet(result),
            _coaching_sheet(result),
            _record_sheet(result),
        ],
        title=result.problem.rules.name,
        created=result.provenance.as_of,
    )


def follows_words(one: Reviewed) -> list[str]:
    """What follows, by name, of consequences the last one; those reached anew carry a star."""
    return [f"{each.rule.name}*" if each.is_new else each.rule.name
            for each in one.follows if each.is_last]  # fmt: skip


def coached_words(result: ReviewScore, one: Reviewed) -> list[str]:
    """Why an agent is coached: the grade, the score, or names of indicators."""
    names = {each.id: each.name for each in result.problem.rules.indicators}
    words = {"grade": _("the grade"), "score": _("the score")}
    return [words.get(each) or names[each] for each in one.coached]


def _rows(result: ReviewScore, only: int | None) -> Iterator[tuple[object, ...]]:
    problem, rules = result.problem, result.problem.rules
    comma = _(", ")
    for index in by_score(result) if only is None else [only]:
        agent, one = problem.agents[index], result.agents[index]
        score, before = result.score_shown(index), result.before_shown(index)
        yield (
            agent.id,
            agent.name,
            agent.team,
            str(problem.period),
            rules.policy,
            None if one.score.grade is None else rules.grades[one.score.grade].id,
            score,
            None if score is None or before is None else score - before,
            None if one.run is None else one.run.length,
            comma.join(follows_words(one)) or None,
            comma.join(coached_words(result, one)) or None,
            _("; ").join(translate(each) for each in reasons(rules, one)) or None,
        )


def _points_sheet(result: ReviewScore) -> "Sheet":
    from cs.export.workbook import Sheet

    problem, rules = result.problem, result.problem.rules
    rows: list[Sequence[object]] = []
    for index in by_score(result):
        agent, score = problem.agents[index], result.agents[index].score
        points = [
            None
            if part.points is None or result.hides.holds("points", index, at)
            else quantise(part.points, rules.places)
            for at, part in enumerate(score.indicators)
        ]
        rows.append([agent.id, agent.name, *points, result.score_shown(index)])
    header = (_("Id"), _("Name"), *(each.name for each in rules.indicators), _("Score"))
    return Sheet(_("Points"), header, rows, frozen_columns=2)


def _coaching_sheet(result: ReviewScore) -> "Sheet":
    from cs.export.workbook import Sheet

    problem = result.problem
    coaching = problem.rules.coaching
    by = coaching.by if coaching is not None else None
    rows = [
        [problem.agents[i].id, problem.agents[i].name, problem.agents[i].team,
         _(", ").join(coached_words(result, result.agents[i])), by]
        for i in reversed(by_score(result)) if result.agents[i].coached
    ]  # fmt: skip
    return Sheet(_("Coaching"), (_("Id"), _("Name"), _("Team"), _("Why"), _("By")), rows)


def _record_sheet(result: ReviewScore) -> "Sheet":
    from cs.export.workbook import Sheet

    provenance = result.provenance
    rows: list[Sequence[object]] = [
        [_("Policy"), result.problem.rules.policy, result.problem.rules.name],
        [_("Version"), provenance.version, None],
        [_("As of"), provenance.as_of, None],
        *([one.role, one.file, one.sha256] for one in provenance.inputs),
        *([_("Assumed"), one.code, one.value] for one in provenance.assumptions),
    ]
    return Sheet(_("Record"), (), rows)


Writer = Callable[[ReviewScore], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".json": score_json, ".csv": score_csv, ".xlsx": score_xlsx}
)
"""A writer per ending; a new format is a function above and a line here."""
